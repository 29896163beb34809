using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Numerics.Optimization;

/// <summary>Parameters of Adam (Kingma &amp; Ba, ICLR 2015) with weight decay added to the gradient.</summary>
public sealed record AdamOptions
{
    /// <summary>Step size.</summary>
    /// <value>0.01; above 0.</value>
    [Range(1e-8, 10)]
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Decay of the first moment, β₁.</summary>
    /// <value>0.9; 0 to 1.</value>
    [Range(0, 0.999999)]
    public double FirstDecay { get; init; } = 0.9;

    /// <summary>Decay of the second moment, β₂.</summary>
    /// <value>0.999; 0 to 1.</value>
    [Range(0, 0.9999999)]
    public double SecondDecay { get; init; } = 0.999;

    /// <summary>ε, added to the root of the second moment.</summary>
    /// <value>1e-8; above 0.</value>
    [Range(1e-30, 1)]
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>λ: λ p is added to the gradient of a parameter p.</summary>
    /// <value>1e-5; 0 or more.</value>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 1e-5;
}
