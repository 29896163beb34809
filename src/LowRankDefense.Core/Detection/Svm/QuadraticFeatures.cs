using System.Numerics.Tensors;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>The explicit features φ₂ of the polynomial kernel of degree 2: φ₂(u)·φ₂(v) = (γ u·v + r)².</summary>
/// <remarks>
/// Chang et al. (JMLR 2010), §3.1. With z = √γ x: z_i², √2 z_i z_j for i &lt; j, √(2r) z_i, r; the upper triangle is laid out row by row.
/// </remarks>
internal sealed class QuadraticFeatures
{
    private readonly double gamma;
    private readonly double coef0;
    private readonly int rank;
    private readonly double[] scaled;

    /// <summary>Features of vectors of length <paramref name="rank"/>; <paramref name="coef0"/> (r) is 0 or more.</summary>
    public QuadraticFeatures(int rank, double gamma, double coef0) =>
        (this.rank, this.gamma, this.coef0, scaled) = (rank, gamma, coef0, new double[rank]);

    /// <summary>Length of φ₂: rank (rank + 1) / 2 + rank + 1.</summary>
    public int Width => (rank * (rank + 1) / 2) + rank + 1;

    /// <summary>φ₂(<paramref name="x"/>) into <paramref name="features"/>; allocates nothing.</summary>
    public void Map(ReadOnlySpan<float> x, Span<double> features)
    {
        TensorPrimitives.ConvertTruncating(x, scaled);
        TensorPrimitives.Multiply(scaled, Math.Sqrt(gamma), scaled);
        var offset = 0;
        for (var i = 0; i < rank; i++)
        {
            var z = scaled[i];
            features[offset] = z * z;
            TensorPrimitives.Multiply(scaled.AsSpan(i + 1), Math.Sqrt(2) * z, features.Slice(offset + 1, rank - i - 1));
            offset += rank - i;
        }

        TensorPrimitives.Multiply(scaled, Math.Sqrt(2 * coef0), features.Slice(offset, rank));
        features[offset + rank] = coef0;
    }

    /// <summary>The quadratic form z ↦ <paramref name="weights"/>·φ₂(z).</summary>
    public QuadraticForm ToForm(ReadOnlySpan<double> weights)
    {
        var matrix = new DenseMatrix(rank, rank);
        var offset = 0;
        for (var i = 0; i < rank; i++)
        {
            matrix[i, i] = (float)(gamma * weights[offset]);
            for (var j = i + 1; j < rank; j++)
                matrix[i, j] = matrix[j, i] = (float)(gamma * weights[offset + j - i] / Math.Sqrt(2));
            offset += rank - i;
        }

        var linear = new float[rank];
        for (var i = 0; i < rank; i++)
            linear[i] = (float)(Math.Sqrt(2 * coef0 * gamma) * weights[offset + i]);
        return new QuadraticForm(matrix, linear, (float)(coef0 * weights[offset + rank]));
    }
}
