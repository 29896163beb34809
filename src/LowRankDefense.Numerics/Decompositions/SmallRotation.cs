using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions;

/// <summary>A tall basis times the leading columns of a small double-precision factor.</summary>
internal static class SmallRotation
{
    /// <summary>T · F[:, 0 .. k), with F (columns of T × columns of T) given by its columns, one array each.</summary>
    public static DenseMatrix Apply(DenseMatrix tall, double[][] factorColumns, int k)
    {
        var factor = new DenseMatrix(tall.Columns, k);
        for (var j = 0; j < k; j++)
        for (var i = 0; i < tall.Columns; i++)
            factor[i, j] = (float)factorColumns[j][i];
        return DenseProducts.Multiply(tall, factor);
    }
}
