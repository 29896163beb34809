namespace LowRankDefense.Streaming.Refresh;

/// <summary>When a worker trains a detector without labels.</summary>
public enum SelfTraining
{
    /// <summary>Only while none has been published.</summary>
    WhenMissing,

    /// <summary>At every refresh.</summary>
    EveryRefresh,

    /// <summary>Never: detectors come from <c>lowrank train-detector</c>.</summary>
    Never,
}
