using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>f(z) = zᵀAz + bᵀz + c: what a degree-2 polynomial SVM is, whatever the number of its support vectors.</summary>
/// <param name="Matrix">A: rank × rank, symmetric.</param>
/// <param name="Linear">b: rank.</param>
/// <param name="Constant">c.</param>
public sealed record QuadraticForm(DenseMatrix Matrix, float[] Linear, float Constant)
{
    /// <summary>Length of z.</summary>
    public int Rank => Linear.Length;

    /// <summary>Collapses the kernel sum Σ αᵢyᵢ(γ xᵢ·z + r)² + bias: A = γ² Σ αᵢyᵢ xᵢxᵢᵀ, b = 2γr Σ αᵢyᵢ xᵢ, c = r² Σ αᵢyᵢ + bias.</summary>
    /// <exception cref="ArgumentException">The kernel is not the polynomial of degree 2.</exception>
    public static QuadraticForm From(SvmModel svm)
    {
        ArgumentNullException.ThrowIfNull(svm);
        var options = svm.Options;
        if (options.Kernel != SvmKernel.Polynomial || options.Degree != 2)
            throw new ArgumentException(
                $"Only a polynomial kernel of degree 2 is a quadratic form, not {options.Kernel} of degree {options.Degree}.",
                nameof(svm)
            );
        var rank = svm.SupportVectors.Columns;
        var a = new double[rank * rank];
        var b = new double[rank];
        var c = svm.Bias;
        for (var s = 0; s < svm.Coefficients.Length; s++)
        {
            var x = svm.SupportVectors.Row(s);
            var coefficient = svm.Coefficients[s];
            c += coefficient * options.Coef0 * options.Coef0;
            for (var i = 0; i < rank; i++)
            {
                b[i] += 2.0 * options.Gamma * options.Coef0 * coefficient * x[i];
                for (var j = 0; j < rank; j++)
                    a[(i * rank) + j] += options.Gamma * options.Gamma * coefficient * x[i] * x[j];
            }
        }

        return new QuadraticForm(new DenseMatrix(rank, rank, Array.ConvertAll(a, v => (float)v)), Array.ConvertAll(b, v => (float)v), (float)c);
    }

    /// <summary>The form g with g(z) = f(z − <paramref name="origin"/>): A, b − 2Am, c − b·m + mᵀAm.</summary>
    public QuadraticForm MovedTo(ReadOnlySpan<float> origin)
    {
        var linear = new float[Rank];
        var constant = Constant - Vectors.Dot(Linear, origin);
        for (var i = 0; i < Rank; i++)
        {
            var am = Vectors.Dot(Matrix.Row(i), origin);
            linear[i] = Linear[i] - (2f * am);
            constant += origin[i] * am;
        }

        return new QuadraticForm(Matrix, linear, constant);
    }

    /// <summary>f(<paramref name="z"/>); about rank² multiply-adds, allocates nothing.</summary>
    public float Evaluate(ReadOnlySpan<float> z) => Constant + QuadraticForms.Evaluate(Matrix, Linear, z);
}
