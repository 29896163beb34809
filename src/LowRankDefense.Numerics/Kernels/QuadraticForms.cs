using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>Quadratic forms of vectors that fit a few registers.</summary>
/// <remarks>Columns are taken by the register, so that sums run down the rows and one alone is summed across: a product per row sums across at each.</remarks>
public static class QuadraticForms
{
    /// <summary>Σ_j z_j (b_j + Σ_i z_i A_ij) = zᵀAz + bᵀz, summed in an order that depends on the vector width of the machine; allocates nothing.</summary>
    /// <param name="matrix">A: square, symmetric or not.</param>
    /// <param name="linear">b: one for each column.</param>
    /// <param name="z">One for each column.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Evaluate(DenseMatrix matrix, ReadOnlySpan<float> linear, ReadOnlySpan<float> z)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Rows != z.Length || matrix.Columns != z.Length || linear.Length != z.Length)
            throw new ArgumentException(
                $"A matrix of {matrix.Rows} × {matrix.Columns} and a vector of {linear.Length} are no quadratic form of {z.Length} variables.",
                nameof(z)
            );
        ref var a = ref MemoryMarshal.GetReference<float>(matrix.Data);
        ref var b = ref MemoryMarshal.GetReference(linear);
        ref var x = ref MemoryMarshal.GetReference(z);
        var (n, w) = ((nuint)z.Length, (nuint)Vector256<float>.Count);
        var sum = 0f;
        nuint j = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var sums = Vector256<float>.Zero;
            for (; j + w <= n; j += w)
                sums = Vector256.MultiplyAddEstimate(Columns(ref a, ref b, ref x, n, j), Vector256.LoadUnsafe(ref x, j), sums);
            sum = Vector256.Sum(sums);
        }

        for (; j < n; j++)
        {
            var column = Unsafe.Add(ref b, j);
            for (nuint i = 0; i < n; i++)
                column += Unsafe.Add(ref x, i) * Unsafe.Add(ref a, (i * n) + j);
            sum += column * Unsafe.Add(ref x, j);
        }

        return sum;
    }

    // b_j + Σ_i z_i A_ij of eight columns; four sums, so that one addition need not wait for the last.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Columns(ref float a, ref float b, ref float x, nuint n, nuint j)
    {
        var (s0, s1, s2, s3) = (Vector256.LoadUnsafe(ref b, j), Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        nuint i = 0;
        for (; i + 4 <= n; i += 4)
        {
            s0 = AddScaled(ref a, ref x, n, i, j, s0);
            s1 = AddScaled(ref a, ref x, n, i + 1, j, s1);
            s2 = AddScaled(ref a, ref x, n, i + 2, j, s2);
            s3 = AddScaled(ref a, ref x, n, i + 3, j, s3);
        }

        for (; i < n; i++)
            s0 = AddScaled(ref a, ref x, n, i, j, s0);
        return s0 + s1 + (s2 + s3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddScaled(ref float a, ref float x, nuint n, nuint i, nuint j, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref a, (i * n) + j), Vector256.Create(Unsafe.Add(ref x, i)), sum);
}
