using System.ComponentModel.DataAnnotations;
using LowRankDefense.Numerics.Optimization;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>Parameters of <see cref="WrmfTrainer"/>; the defaults are those of Tang, Wen &amp; Wang (RecSys 2020).</summary>
public sealed record WrmfOptions
{
    /// <summary>Length of a factor.</summary>
    /// <value>128; 1 to 4,096.</value>
    [Range(1, 4096)]
    public int Rank { get; init; } = 128;

    /// <summary>Passes over the users.</summary>
    /// <value>50; 0 to 100,000.</value>
    [Range(0, 100_000)]
    public int Epochs { get; init; } = 50;

    /// <summary>User rows per step.</summary>
    /// <value>2,048; 1 or more.</value>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 2048;

    /// <summary>α, the confidence of an observed cell; that of the others is 1.</summary>
    /// <value>20; 0 or more.</value>
    [Range(0, 1e6)]
    public double Confidence { get; init; } = 20;

    /// <summary>Standard deviation of the initial factors.</summary>
    /// <value>0.1; above 0.</value>
    [Range(1e-6, 10)]
    public double InitialDeviation { get; init; } = 0.1;

    /// <summary>The optimizer.</summary>
    /// <value>Learning rate 0.01, β 0.9 and 0.999, ε 1e-8, weight decay 1e-5.</value>
    public AdamOptions Adam { get; init; } = new();
}
