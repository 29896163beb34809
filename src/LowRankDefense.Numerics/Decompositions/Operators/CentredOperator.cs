using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions.Operators;

/// <summary>A − 1 μᵀ of a sparse A, without ever forming it.</summary>
public sealed class CentredOperator(CsrMatrix a, float[] means) : ILinearOperator
{
    private readonly CsrMatrix transposed = a.Transpose();
    private readonly bool centred = means.Any(m => m != 0f);

    /// <inheritdoc/>
    public int Rows => a.Rows;

    /// <inheritdoc/>
    public int Columns => a.Columns;

    /// <inheritdoc/>
    public DenseMatrix Multiply(DenseMatrix v)
    {
        ArgumentNullException.ThrowIfNull(v);
        var product = SparseProducts.Multiply(a, v);
        if (!centred)
            return product;
        // (A − 1 μᵀ) V = A V − 1 (μᵀ V)
        var shift = WeightedRowSum(v, means);
        for (var r = 0; r < product.Rows; r++)
            Vectors.Axpy(-1f, shift, product.Row(r));
        return product;
    }

    /// <inheritdoc/>
    public DenseMatrix MultiplyTransposed(DenseMatrix u)
    {
        ArgumentNullException.ThrowIfNull(u);
        var product = SparseProducts.Multiply(transposed, u);
        if (!centred)
            return product;
        // (A − 1 μᵀ)ᵀ U = Aᵀ U − μ (1ᵀ U)
        var sums = WeightedRowSum(u, weights: null);
        for (var c = 0; c < product.Rows; c++)
            Vectors.Axpy(-means[c], sums, product.Row(c));
        return product;
    }

    private static float[] WeightedRowSum(DenseMatrix v, float[]? weights)
    {
        var sum = new double[v.Columns];
        for (var r = 0; r < v.Rows; r++)
        {
            var row = v.Row(r);
            double weight = weights?[r] ?? 1f;
            for (var j = 0; j < row.Length; j++)
                sum[j] += weight * row[j];
        }

        return [.. sum.Select(s => (float)s)];
    }
}

/// <summary>The mean of every column of a sparse matrix, absent entries counted as zeros.</summary>
public static class ColumnMeans
{
    /// <summary>μ_c = Σ_r a_rc / rows; length columns; zeros for a matrix without rows.</summary>
    public static float[] Of(CsrMatrix a)
    {
        ArgumentNullException.ThrowIfNull(a);
        var sums = new double[a.Columns];
        var columns = a.ColumnIndices;
        var values = a.Values;
        for (var e = 0; e < columns.Length; e++)
            sums[columns[e]] += values[e];
        return [.. sums.Select(s => a.Rows == 0 ? 0f : (float)(s / a.Rows))];
    }
}
