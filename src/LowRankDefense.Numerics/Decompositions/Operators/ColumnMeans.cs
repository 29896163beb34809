using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions.Operators;

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
