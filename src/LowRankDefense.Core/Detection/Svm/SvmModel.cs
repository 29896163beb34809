using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>A trained support vector classifier: f(z) = Σ coefficient_i · K(x_i, z) + bias.</summary>
/// <param name="Options">What it was trained with, γ resolved.</param>
/// <param name="SupportVectors">x: support vectors × features.</param>
/// <param name="Coefficients">α_i y_i, one per support vector.</param>
/// <param name="Bias">b.</param>
/// <param name="Objective">Dual objective ½αᵀQα − eᵀα at the solution.</param>
public sealed record SvmModel(SvmOptions Options, DenseMatrix SupportVectors, double[] Coefficients, double Bias, double Objective)
{
    /// <summary>Decision value of <paramref name="features"/>; above 0 means the positive class.</summary>
    public double Decide(ReadOnlySpan<float> features)
    {
        var kernel = new KernelFunction(Options.Kernel, Options.Degree, Options.Gamma, Options.Coef0);
        var sum = Bias;
        for (var i = 0; i < Coefficients.Length; i++)
            sum += Coefficients[i] * kernel.Evaluate(SupportVectors.Row(i), features);
        return sum;
    }
}
