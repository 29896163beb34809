using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>YᵀY and YᵀZ of tall matrices with sums in double precision, on all cores; scratch does not grow with the rows.</summary>
internal static class DoubleGram
{
    private const int RowsPerChunk = 1024;

    /// <summary>The upper triangle of YᵀY (k × k, row-major).</summary>
    public static double[] OfColumns(DenseMatrix y) => Sum(y, y, upperOnly: true);

    /// <summary>YᵀZ (columns of Y × columns of Z, row-major).</summary>
    public static double[] Between(DenseMatrix y, DenseMatrix z) => Sum(y, z, upperOnly: false);

    private static double[] Sum(DenseMatrix y, DenseMatrix z, bool upperOnly)
    {
        var total = new double[y.Columns * z.Columns];
        Cores.SumChunks(
            y.Rows,
            RowsPerChunk,
            [],
            () => (Sum: new double[total.Length], Right: new double[z.Columns]),
            (chunk, part) =>
            {
                Array.Clear(part.Sum);
                for (var r = chunk.Start; r < chunk.End; r++)
                {
                    Widen(z.Row(r), part.Right);
                    AddOuterProduct(y.Row(r), part.Right, part.Sum, upperOnly);
                }
            },
            part => TensorPrimitives.Add(total, part.Sum, total)
        );
        return total;
    }

    // S ← S + y zᵀ
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOuterProduct(ReadOnlySpan<float> left, ReadOnlySpan<double> right, Span<double> sum, bool upperOnly)
    {
        for (var i = 0; i < left.Length; i++)
        {
            var from = upperOnly ? i : 0;
            Vectors.Axpy(left[i], right[from..], sum.Slice((i * right.Length) + from, right.Length - from));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        for (var i = 0; i < from.Length; i++)
            to[i] = from[i];
    }
}
