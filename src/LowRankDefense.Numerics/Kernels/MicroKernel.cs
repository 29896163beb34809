using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>The register tile that all dense products rest on: C (rows × 16) ← [C +] s · A · B, with C held in registers over the whole depth.</summary>
/// <remarks>
/// Six rows by sixteen columns fill 12 of the 16 AVX registers with sums and leave room for two vectors of B and one of A
/// (Goto &amp; van de Geijn, TOMS 2008; the shape is that of BLIS on the same machines). A is read as single numbers at any two strides,
/// so that the same kernel serves A and Aᵀ; B is read as runs of 16, one run per step of the depth.
/// Where there are no 256-bit vectors, <see cref="MultiplyScalar"/> does the same sums in the same order.
/// </remarks>
internal static unsafe class MicroKernel
{
    /// <summary>Rows of a full tile.</summary>
    public const int TileRows = 6;

    /// <summary>Columns of a tile.</summary>
    public const int TileColumns = 16;

    /// <summary>Multiplies a tile of up to <see cref="TileRows"/> rows.</summary>
    /// <remarks>
    /// A is rows × depth with entry (i, k) at <c>a[i · aRow + k · aDepth]</c>, B is depth × 16 with row k at <c>b + k · bDepth</c>,
    /// C is rows × 16 with row i at <c>c + i · cRow</c>; the product is added to C or takes its place.
    /// </remarks>
    public static void Multiply(
        float* a,
        nint aRow,
        nint aDepth,
        float* b,
        nint bDepth,
        float* c,
        nint cRow,
        int rows,
        int depth,
        float scale,
        bool accumulate
    )
    {
        Debug.Assert(rows is > 0 and <= TileRows);
        if (!Vector256.IsHardwareAccelerated)
        {
            MultiplyScalar(a, aRow, aDepth, b, bDepth, c, cRow, rows, depth, scale, accumulate);
            return;
        }

        if (rows == TileRows)
        {
            MultiplySix(a, aRow, aDepth, b, bDepth, c, cRow, depth, scale, accumulate);
            return;
        }

        for (; rows >= 2; rows -= 2, a += 2 * aRow, c += 2 * cRow)
            MultiplyTwo(a, aRow, aDepth, b, bDepth, c, cRow, depth, scale, accumulate);
        if (rows == 1)
            MultiplyOne(a, aDepth, b, bDepth, c, depth, scale, accumulate);
    }

    /// <summary>The same product without vectors: the twin that the vector code is tested against.</summary>
    internal static void MultiplyScalar(
        float* a,
        nint aRow,
        nint aDepth,
        float* b,
        nint bDepth,
        float* c,
        nint cRow,
        int rows,
        int depth,
        float scale,
        bool accumulate
    )
    {
        for (var i = 0; i < rows; i++)
        for (var j = 0; j < TileColumns; j++)
        {
            var sum = 0f;
            for (nint k = 0; k < depth; k++)
                sum += a[(i * aRow) + (k * aDepth)] * b[(k * bDepth) + j];
            ref var target = ref c[(i * cRow) + j];
            target = (scale * sum) + (accumulate ? target : 0f);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplySix(
        float* a,
        nint aRow,
        nint aDepth,
        float* b,
        nint bDepth,
        float* c,
        nint cRow,
        int depth,
        float scale,
        bool accumulate
    )
    {
        var (c00, c01) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (c10, c11, c20, c21) = (c00, c00, c00, c00);
        var (c30, c31, c40, c41, c50, c51) = (c00, c00, c00, c00, c00, c00);
        var lower = a + (3 * aRow);
        for (var k = 0; k < depth; k++, a += aDepth, lower += aDepth, b += bDepth)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(x, b1, c01);
            x = Vector256.Create(a[aRow]);
            c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(x, b1, c11);
            x = Vector256.Create(a[2 * aRow]);
            c20 = Vector256.MultiplyAddEstimate(x, b0, c20);
            c21 = Vector256.MultiplyAddEstimate(x, b1, c21);
            x = Vector256.Create(lower[0]);
            c30 = Vector256.MultiplyAddEstimate(x, b0, c30);
            c31 = Vector256.MultiplyAddEstimate(x, b1, c31);
            x = Vector256.Create(lower[aRow]);
            c40 = Vector256.MultiplyAddEstimate(x, b0, c40);
            c41 = Vector256.MultiplyAddEstimate(x, b1, c41);
            x = Vector256.Create(lower[2 * aRow]);
            c50 = Vector256.MultiplyAddEstimate(x, b0, c50);
            c51 = Vector256.MultiplyAddEstimate(x, b1, c51);
        }

        Store(c, c00, c01, scale, accumulate);
        Store(c + cRow, c10, c11, scale, accumulate);
        Store(c + (2 * cRow), c20, c21, scale, accumulate);
        Store(c + (3 * cRow), c30, c31, scale, accumulate);
        Store(c + (4 * cRow), c40, c41, scale, accumulate);
        Store(c + (5 * cRow), c50, c51, scale, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyTwo(
        float* a,
        nint aRow,
        nint aDepth,
        float* b,
        nint bDepth,
        float* c,
        nint cRow,
        int depth,
        float scale,
        bool accumulate
    )
    {
        Vector256<float> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default;
        for (var k = 0; k < depth; k++, a += aDepth, b += bDepth)
        {
            var b0 = Vector256.Load(b);
            var b1 = Vector256.Load(b + 8);
            var x = Vector256.Create(a[0]);
            c00 = Vector256.MultiplyAddEstimate(x, b0, c00);
            c01 = Vector256.MultiplyAddEstimate(x, b1, c01);
            x = Vector256.Create(a[aRow]);
            c10 = Vector256.MultiplyAddEstimate(x, b0, c10);
            c11 = Vector256.MultiplyAddEstimate(x, b1, c11);
        }

        Store(c, c00, c01, scale, accumulate);
        Store(c + cRow, c10, c11, scale, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyOne(float* a, nint aDepth, float* b, nint bDepth, float* c, int depth, float scale, bool accumulate)
    {
        Vector256<float> c0 = default,
            c1 = default;
        for (var k = 0; k < depth; k++, a += aDepth, b += bDepth)
        {
            var x = Vector256.Create(a[0]);
            c0 = Vector256.MultiplyAddEstimate(x, Vector256.Load(b), c0);
            c1 = Vector256.MultiplyAddEstimate(x, Vector256.Load(b + 8), c1);
        }

        Store(c, c0, c1, scale, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* c, Vector256<float> left, Vector256<float> right, float scale, bool accumulate)
    {
        left *= scale;
        right *= scale;
        if (accumulate)
        {
            left += Vector256.Load(c);
            right += Vector256.Load(c + 8);
        }

        left.Store(c);
        right.Store(c + 8);
    }
}
