using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Factorization.Pmf;

/// <summary>Parameters of <see cref="PmfTrainer"/>.</summary>
public sealed record PmfOptions
{
    /// <summary>Length of a factor.</summary>
    /// <value>10, the smallest of Mnih &amp; Salakhutdinov; 1 to 4,096.</value>
    [Range(1, 4096)]
    public int Rank { get; init; } = 10;

    /// <summary>Alternations: each solves all users, then all items.</summary>
    /// <value>20; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int Iterations { get; init; } = 20;

    /// <summary>λ = σ² / σ_P² = σ² / σ_Q², the variance of a rating over the variance of the priors of the factors.</summary>
    /// <value>7, which suits ratings of 1 to 5 with some 50 to 100 a user; above 0.</value>
    [Range(1e-9, 1e9)]
    public double Regularization { get; init; } = 7;

    /// <summary>Standard deviation of the initial factors.</summary>
    /// <value>0.1; above 0.</value>
    [Range(1e-6, 10)]
    public double InitialDeviation { get; init; } = 0.1;
}
