using System.Numerics.Tensors;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Decompositions;

/// <summary>YᵀY and YᵀZ of tall matrices with sums in double precision.</summary>
internal static class DoubleGram
{
    private const int RowsPerChunk = 1024;

    /// <summary>The upper triangle of YᵀY (k × k, row-major).</summary>
    public static double[] OfColumns(DenseMatrix y) => Sum(y, y, upperOnly: true);

    /// <summary>YᵀZ (columns of Y × columns of Z, row-major).</summary>
    public static double[] Between(DenseMatrix y, DenseMatrix z) => Sum(y, z, upperOnly: false);

    private static double[] Sum(DenseMatrix y, DenseMatrix z, bool upperOnly)
    {
        var size = y.Columns * z.Columns;
        var partial = new double[Cores.ChunksOf(y.Rows, RowsPerChunk)][];
        Cores.ForEachChunk(
            y.Rows,
            RowsPerChunk,
            () => new double[z.Columns],
            (chunk, right) =>
            {
                var sum = new double[size];
                for (var r = chunk.Start; r < chunk.End; r++)
                {
                    TensorPrimitives.ConvertTruncating<float, double>(z.Row(r), right);
                    var left = y.Row(r);
                    for (var i = 0; i < left.Length; i++)
                    {
                        var from = upperOnly ? i : 0;
                        Vectors.Axpy(left[i], right.AsSpan(from), sum.AsSpan((i * right.Length) + from, right.Length - from));
                    }
                }

                partial[chunk.Index] = sum;
            }
        );
        var total = new double[size];
        foreach (var sum in partial)
            TensorPrimitives.Add(total, sum, total);
        return total;
    }
}
