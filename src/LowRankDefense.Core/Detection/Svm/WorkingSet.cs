using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>The loops over all active samples: which pair to change, and what a change does to the violations.</summary>
/// <remarks>
/// v_t = −y_t G_t. Samples that may not rise carry a penalty of −∞, those that may not fall one of +∞, so that the loops have no branches.
/// Vector and scalar code do the same operations in the same order of samples: the result has the same bits on every machine.
/// </remarks>
internal static class WorkingSet
{
    /// <summary>i = argmax v_t + penalty_t, the first of equals; −1 where all are −∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Highest(ReadOnlySpan<double> v, ReadOnlySpan<double> penalty, out double highest)
    {
        var (best, at) = (double.NegativeInfinity, -1L);
        var t = 0;
        if (Vector256.IsHardwareAccelerated && v.Length >= Vector256<double>.Count)
        {
            var bests = Vector256.Create(best);
            var places = Vector256.Create(at);
            var index = Vector256.CreateSequence(0L, 1L);
            for (; t + Vector256<double>.Count <= v.Length; t += Vector256<double>.Count)
            {
                var value = Load(v, t) + Load(penalty, t);
                var better = Vector256.GreaterThan(value, bests);
                bests = Vector256.ConditionalSelect(better, value, bests);
                places = Vector256.ConditionalSelect(better.AsInt64(), index, places);
                index += Vector256.Create((long)Vector256<double>.Count);
            }

            for (var lane = 0; lane < Vector256<double>.Count; lane++)
            {
                if (bests[lane] > best || (bests[lane] == best && places[lane] < at))
                    (best, at) = (bests[lane], places[lane]);
            }
        }

        for (; t < v.Length; t++)
        {
            if (v[t] + penalty[t] > best)
                (best, at) = (v[t] + penalty[t], t);
        }

        highest = best;
        return (int)at;
    }

    /// <summary>j = argmin −(v_i − v_t)² / (K_ii + K_tt − 2 K_it) over those that may fall and violate; −1 where none does.</summary>
    /// <param name="v">Violations.</param>
    /// <param name="penalty">+∞ where v may not fall.</param>
    /// <param name="row">K_i.</param>
    /// <param name="diagonal">K_tt.</param>
    /// <param name="own">K_ii.</param>
    /// <param name="highest">v_i.</param>
    /// <param name="tau">Least curvature.</param>
    /// <param name="lowest">min v_t over those that may fall.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SecondOrder(
        ReadOnlySpan<double> v,
        ReadOnlySpan<double> penalty,
        ReadOnlySpan<float> row,
        ReadOnlySpan<double> diagonal,
        double own,
        double highest,
        double tau,
        out double lowest
    )
    {
        var (best, at) = (double.PositiveInfinity, -1L);
        lowest = double.PositiveInfinity;
        var t = 0;
        if (Vector256.IsHardwareAccelerated && v.Length >= Vector256<double>.Count)
        {
            var (bests, places, leasts) = (Vector256.Create(best), Vector256.Create(at), Vector256.Create(lowest));
            var index = Vector256.CreateSequence(0L, 1L);
            for (; t + Vector256<double>.Count <= v.Length; t += Vector256<double>.Count)
            {
                var value = Load(v, t) + Load(penalty, t);
                leasts = Vector256.Min(leasts, value);
                var difference = Vector256.Create(highest) - value;
                var kernel = Widen(row, t);
                var curvature = Vector256.Create(own) + Load(diagonal, t) - (kernel + kernel);
                var gain = -(difference * difference) / Vector256.Max(Vector256.Create(tau), curvature);
                var better = Vector256.LessThan(gain, bests) & Vector256.GreaterThan(difference, Vector256<double>.Zero);
                bests = Vector256.ConditionalSelect(better, gain, bests);
                places = Vector256.ConditionalSelect(better.AsInt64(), index, places);
                index += Vector256.Create((long)Vector256<double>.Count);
            }

            lowest = Math.Min(Math.Min(leasts[0], leasts[1]), Math.Min(leasts[2], leasts[3]));
            (best, at) = First(bests, places);
        }

        for (; t < v.Length; t++)
        {
            var difference = highest - (v[t] + penalty[t]);
            lowest = Math.Min(lowest, v[t] + penalty[t]);
            var gain = -(difference * difference) / Math.Max(tau, own + diagonal[t] - (2.0 * row[t]));
            if (difference > 0.0 && gain < best)
                (best, at) = (gain, t);
        }

        return (int)at;
    }

    /// <summary>v_t ← v_t − δ (K_ti − K_tj).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Move(Span<double> v, ReadOnlySpan<float> rowI, ReadOnlySpan<float> rowJ, double delta)
    {
        var t = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var values = ref MemoryMarshal.GetReference(v);
            for (; t + Vector256<double>.Count <= v.Length; t += Vector256<double>.Count)
            {
                var difference = Widen(rowI, t) - Widen(rowJ, t);
                (Vector256.LoadUnsafe(ref values, (nuint)t) - (Vector256.Create(delta) * difference)).StoreUnsafe(ref values, (nuint)t);
            }
        }

        for (; t < v.Length; t++)
            v[t] -= delta * ((double)rowI[t] - rowJ[t]);
    }

    // The least of four values, of equals that of the first place
    private static (double Best, long At) First(Vector256<double> bests, Vector256<long> places)
    {
        var (best, at) = (bests[0], places[0]);
        for (var lane = 1; lane < Vector256<double>.Count; lane++)
        {
            if (bests[lane] < best || (bests[lane] == best && places[lane] < at))
                (best, at) = (bests[lane], places[lane]);
        }

        return (best, at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ReadOnlySpan<double> values, int t) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Widen(ReadOnlySpan<float> values, int t)
    {
        var (lower, upper) = Vector128.Widen(Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)t));
        return Vector256.Create(lower, upper);
    }
}
