using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>Parameters of <see cref="ItemNeighbourTrainer"/>.</summary>
public sealed record ItemNeighbourOptions
{
    /// <summary>Most similar items kept per item.</summary>
    /// <value>100; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int Neighbours { get; init; } = 100;

    /// <summary>Added to the denominator of the cosine, so that pairs seen together once or twice do not count as alike.</summary>
    /// <value>10; 0 or more.</value>
    [Range(0, 1e9)]
    public double Shrinkage { get; init; } = 10;
}
