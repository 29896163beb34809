using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
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
        var kernel = KernelFunction.For(Options);
        var sum = Bias;
        for (var i = 0; i < Coefficients.Length; i++)
            sum += Coefficients[i] * kernel.Evaluate(SupportVectors.Row(i), features);
        return sum;
    }

    /// <summary>Decision values of all rows of <paramref name="features"/> (rows × features).</summary>
    public double[] Decide(DenseMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var kernel = KernelFunction.For(Options);
        var packed = new PackedPanels().PackTransposed(SupportVectors, 0, SupportVectors.Rows);
        var squares = new float[SupportVectors.Rows];
        for (var i = 0; i < squares.Length; i++)
            squares[i] = Vectors.Dot(SupportVectors.Row(i), SupportVectors.Row(i));
        var values = new float[squares.Length];
        var wide = new double[squares.Length];
        var decisions = new double[features.Rows];
        for (var r = 0; r < decisions.Length; r++)
        {
            packed.MultiplyRow(features.Row(r), 0, values);
            kernel.Apply(values, Vectors.Dot(features.Row(r), features.Row(r)), squares);
            TensorPrimitives.ConvertTruncating<float, double>(values, wide);
            decisions[r] = Bias + Vectors.Dot(Coefficients, wide);
        }

        return decisions;
    }
}
