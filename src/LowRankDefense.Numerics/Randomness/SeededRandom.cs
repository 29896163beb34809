using System.Numerics;

namespace LowRankDefense.Numerics.Randomness;

/// <summary>A seeded generator (xoshiro256**, Blackman &amp; Vigna 2021): one seed, one sequence.</summary>
/// <remarks>
/// Integers, uniform numbers, permutations, samples and split streams have the same bits on every platform and .NET version: they rest on integer
/// arithmetic and one exact scaling. <see cref="NextGaussian"/> rests on <see cref="Math.Log(double)"/> too, which is the C library's: it draws the same
/// uniforms everywhere, and its deviates have the same bits on one platform, and elsewhere may differ in the last of them.
/// Not thread-safe: give each worker its own stream with <see cref="Split"/>.
/// </remarks>
public sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spareGaussian = double.NaN;

    /// <summary>A generator for <paramref name="seed"/>, its state filled by SplitMix64.</summary>
    public SeededRandom(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>An independent stream derived from this one; streams with different numbers do not overlap in practice.</summary>
    public SeededRandom Split() => new(NextUInt64());

    /// <summary>Uniform over all 64-bit values.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in 0 .. <paramref name="exclusiveMaximum"/> − 1 (multiply-shift; bias below 2⁻³²).</summary>
    public int NextInt(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveMaximum, out _);
    }

    /// <summary>Standard normal deviate (Marsaglia's polar method); the last bits are those of the platform's logarithm.</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(spareGaussian))
        {
            var spare = spareGaussian;
            spareGaussian = double.NaN;
            return spare;
        }

        while (true)
        {
            var u = (2.0 * NextDouble()) - 1.0;
            var v = (2.0 * NextDouble()) - 1.0;
            var s = (u * u) + (v * v);
            if (s is >= 1.0 or 0.0)
                continue;
            var scale = Math.Sqrt(-2.0 * Math.Log(s) / s);
            spareGaussian = v * scale;
            return u * scale;
        }
    }

    /// <summary>Permutes <paramref name="items"/> uniformly (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><paramref name="count"/> distinct numbers of 0 .. <paramref name="exclusiveMaximum"/> − 1 in random order (Floyd's sampling, then a shuffle).</summary>
    public int[] Sample(int exclusiveMaximum, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, exclusiveMaximum);
        var chosen = new HashSet<int>(count);
        for (var j = exclusiveMaximum - count; j < exclusiveMaximum; j++)
        {
            if (!chosen.Add(NextInt(j + 1)))
                chosen.Add(j);
        }

        int[] sample = [.. chosen];
        Array.Sort(sample);
        Shuffle<int>(sample);
        return sample;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
