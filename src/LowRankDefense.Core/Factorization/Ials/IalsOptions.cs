using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Factorization.Ials;

/// <summary>Parameters of <see cref="IalsTrainer"/>.</summary>
public sealed record IalsOptions
{
    /// <summary>Length of a factor.</summary>
    /// <value>128; 1 to 4,096.</value>
    [Range(1, 4096)]
    public int Rank { get; init; } = 128;

    /// <summary>Alternations: each solves all users, then all items.</summary>
    /// <value>10; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int Iterations { get; init; } = 10;

    /// <summary>α, the confidence of an observed cell; that of the others is 1.</summary>
    /// <value>20; 0 or more.</value>
    [Range(0, 1e6)]
    public double Confidence { get; init; } = 20;

    /// <summary>λ, which pulls factors to zero; above 0 it also makes every system solvable.</summary>
    /// <value>10; above 0.</value>
    [Range(1e-9, 1e9)]
    public double Regularization { get; init; } = 10;

    /// <summary>The largest rank that is solved exactly by Cholesky; above it a few steps of conjugate gradients from the last solution do as well.</summary>
    /// <value>64; 0 to 4,096.</value>
    [Range(0, 4096)]
    public int LargestCholeskyRank { get; init; } = 64;

    /// <summary>Steps of conjugate gradients per row and alternation.</summary>
    /// <value>3; 1 to 1,000.</value>
    [Range(1, 1000)]
    public int ConjugateGradientSteps { get; init; } = 3;

    /// <summary>Standard deviation of the initial factors.</summary>
    /// <value>0.01; above 0.</value>
    [Range(1e-6, 10)]
    public double InitialDeviation { get; init; } = 0.01;
}
