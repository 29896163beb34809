using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Simulators.Populations;

/// <summary>A synthetic population.</summary>
public sealed record PopulationOptions
{
    /// <summary>Users.</summary>
    /// <value>5,000; 10 to 10,000,000.</value>
    [Range(10, 10_000_000)]
    public int Users { get; init; } = 5_000;

    /// <summary>Items.</summary>
    /// <value>2,000; 10 to 10,000,000.</value>
    [Range(10, 10_000_000)]
    public int Items { get; init; } = 2_000;

    /// <summary>Mean interactions of a user, log-normal around it; at least eight and no more than there are items, which moves the mean a little.</summary>
    /// <value>30; 8 to 10,000.</value>
    [Range(8, 10_000)]
    public int MeanInteractions { get; init; } = 30;

    /// <summary>Rank of the true tastes.</summary>
    /// <value>8; 1 to 256.</value>
    [Range(1, 256)]
    public int Rank { get; init; } = 8;

    /// <summary>Exponent of the power law of popularity.</summary>
    /// <value>1; 0 to 3.</value>
    [Range(0.0, 3.0)]
    public double PopularityExponent { get; init; } = 1.0;

    /// <summary>How far popularities have changed from the first user to the last: at 1 every item has the popularity of another one by then.</summary>
    /// <value>0; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double Drift { get; init; }

    /// <summary>Weight of taste against popularity, in standard deviations of the log-odds.</summary>
    /// <value>4; 0 to 10.</value>
    [Range(0.0, 10.0)]
    public double TasteStrength { get; init; } = 4.0;
}
