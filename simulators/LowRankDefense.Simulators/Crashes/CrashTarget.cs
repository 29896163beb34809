namespace LowRankDefense.Simulators.Crashes;

/// <summary>What is killed.</summary>
public enum CrashTarget
{
    /// <summary>The worker.</summary>
    Worker,

    /// <summary>The broker.</summary>
    Broker,
}
