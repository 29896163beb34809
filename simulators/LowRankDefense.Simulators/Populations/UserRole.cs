namespace LowRankDefense.Simulators.Populations;

/// <summary>What a genuine account is.</summary>
public enum UserRole
{
    /// <summary>A user with one visit.</summary>
    Regular,

    /// <summary>A user who comes back for a second visit.</summary>
    Returning,

    /// <summary>A machine that walks through the catalogue.</summary>
    Crawler,
}
