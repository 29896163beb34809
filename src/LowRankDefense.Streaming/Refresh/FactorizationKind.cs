namespace LowRankDefense.Streaming.Refresh;

/// <summary>Recommenders to choose from.</summary>
public enum FactorizationKind
{
    /// <summary>Implicit alternating least squares.</summary>
    Ials,

    /// <summary>WRMF by Adam on the full gradient.</summary>
    Wrmf,
}
