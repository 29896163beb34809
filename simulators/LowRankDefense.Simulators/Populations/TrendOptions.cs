using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Simulators.Populations;

/// <summary>What is clicked by many at once though nobody is fake.</summary>
public sealed record TrendOptions
{
    /// <summary>Items that surge among those who are new between 70 and 80 % of the users.</summary>
    /// <value>5; 0 to 100.</value>
    [Range(0, 100)]
    public int SurgeItems { get; init; } = 5;

    /// <summary>Share of these users who take to such an item, each to each by a draw of its own.</summary>
    /// <value>0.15; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double SurgeRate { get; init; } = 0.15;

    /// <summary>Items that go viral among the users behind the first 85 %.</summary>
    /// <value>1; 0 to 100.</value>
    [Range(0, 100)]
    public int ViralItems { get; init; } = 1;

    /// <summary>Share of these users who click such an item, each by a draw of its own.</summary>
    /// <value>0.5; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double ViralRate { get; init; } = 0.5;

    /// <summary>Share of the first 85 % of the users who come back for such an item while it is viral, each by a draw of its own.</summary>
    /// <value>0; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double ViralOldRate { get; init; }
}
