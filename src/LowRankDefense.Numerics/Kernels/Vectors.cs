using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>Operations on vectors of one length.</summary>
/// <remarks>
/// Dot and axpy are written out and not left to <see cref="TensorPrimitives"/>, because factors have lengths of 20 .. 128, where the general
/// entry costs as much as the sum: 1.3 times faster at 128, and at full speed from the first call, which decides short computations.
/// Where there are no 256-bit vectors, the loops over the remainder do all the work.
/// </remarks>
public static class Vectors
{
    /// <summary>xᵀy, summed in single precision, in an order that depends on the vector width of the machine.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static float Dot(ReadOnlySpan<float> x, ReadOnlySpan<float> y) => DotOf(x, y);

    /// <summary>xᵀy, summed in an order that depends on the vector width of the machine.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => DotOf(x, y);

    /// <summary>y ← y + a x.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Axpy(float a, ReadOnlySpan<float> x, Span<float> y) => AxpyOf(a, x, y);

    /// <summary>y ← y + a x.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Axpy(double a, ReadOnlySpan<double> x, Span<double> y) => AxpyOf(a, x, y);

    /// <summary>x ← a x.</summary>
    public static void Scale(float a, Span<float> x) => TensorPrimitives.Multiply(x, a, x);

    /// <summary>The Euclidean length ‖x‖.</summary>
    public static float Norm(ReadOnlySpan<float> x) => TensorPrimitives.Norm(x);

    /// <summary>Asks for a row that is wanted soon and lies anywhere in memory; worth 1.7 times in loops over the rows that a sparse row names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Prefetch(ReadOnlySpan<float> row)
    {
        const int floatsPerLine = 16;
        if (!Sse.IsSupported)
            return;
        // A hint, harmless where the array has moved meanwhile.
        var at = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(row));
        for (var i = 0; i < row.Length; i += floatsPerLine)
            Sse.Prefetch0(at + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T DotOf<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, INumber<T>
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"Vectors of lengths {x.Length} and {y.Length} have no product.", nameof(y));
        var n = (nuint)x.Length;
        nuint i = 0;
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        var sum = T.Zero;
        if (Vector256.IsHardwareAccelerated)
        {
            var w = (nuint)Vector256<T>.Count;
            Vector256<T> s0 = default,
                s1 = default,
                s2 = default,
                s3 = default;
            // Four sums, so that one addition need not wait for the last.
            for (; i + (4 * w) <= n; i += 4 * w)
            {
                s0 = MultiplyAdd(Vector256.LoadUnsafe(ref a, i), Vector256.LoadUnsafe(ref b, i), s0);
                s1 = MultiplyAdd(Vector256.LoadUnsafe(ref a, i + w), Vector256.LoadUnsafe(ref b, i + w), s1);
                s2 = MultiplyAdd(Vector256.LoadUnsafe(ref a, i + (2 * w)), Vector256.LoadUnsafe(ref b, i + (2 * w)), s2);
                s3 = MultiplyAdd(Vector256.LoadUnsafe(ref a, i + (3 * w)), Vector256.LoadUnsafe(ref b, i + (3 * w)), s3);
            }

            for (; i + w <= n; i += w)
                s0 = MultiplyAdd(Vector256.LoadUnsafe(ref a, i), Vector256.LoadUnsafe(ref b, i), s0);
            sum = Vector256.Sum(s0 + s1 + (s2 + s3));
        }

        for (; i < n; i++)
            sum += Unsafe.Add(ref a, i) * Unsafe.Add(ref b, i);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AxpyOf<T>(T a, ReadOnlySpan<T> x, Span<T> y)
        where T : struct, INumber<T>
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"A vector of length {x.Length} cannot be added to one of {y.Length}.", nameof(x));
        var n = (nuint)x.Length;
        nuint i = 0;
        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        if (Vector256.IsHardwareAccelerated)
        {
            var w = (nuint)Vector256<T>.Count;
            var factor = Vector256.Create(a);
            for (; i + (4 * w) <= n; i += 4 * w)
            {
                AddScaled(factor, ref from, ref to, i);
                AddScaled(factor, ref from, ref to, i + w);
                AddScaled(factor, ref from, ref to, i + (2 * w));
                AddScaled(factor, ref from, ref to, i + (3 * w));
            }

            for (; i + w <= n; i += w)
                AddScaled(factor, ref from, ref to, i);
        }

        for (; i < n; i++)
            Unsafe.Add(ref to, i) += a * Unsafe.Add(ref from, i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled<T>(Vector256<T> factor, ref T from, ref T to, nuint at)
        where T : struct, INumber<T> =>
        MultiplyAdd(Vector256.LoadUnsafe(ref from, at), factor, Vector256.LoadUnsafe(ref to, at)).StoreUnsafe(ref to, at);

    // a b + c in one rounding where the machine can
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd<T>(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(double)
            ? Vector256.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>()
            : Vector256.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>();
}
