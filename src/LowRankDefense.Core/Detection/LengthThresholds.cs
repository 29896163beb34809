using System.Numerics;

namespace LowRankDefense.Core.Detection;

/// <summary>Thresholds by profile length: one per octave, since scores of short and long profiles differ.</summary>
/// <param name="ByOctave">Threshold for lengths 2^k .. 2^(k+1) − 1 at index k; the last one holds for all longer profiles.</param>
public sealed record LengthThresholds(float[] ByOctave)
{
    /// <summary>Number of octaves told apart: the last begins at 512.</summary>
    public const int Octaves = 10;

    /// <summary>Index of the octave of <paramref name="length"/>.</summary>
    public static int OctaveOf(int length) => Math.Min(Octaves - 1, BitOperations.Log2((uint)Math.Max(1, length)));

    /// <summary>The threshold for a profile of <paramref name="length"/> items.</summary>
    public float For(int length) => ByOctave[OctaveOf(length)];
}
