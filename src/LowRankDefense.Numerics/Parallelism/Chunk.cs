namespace LowRankDefense.Numerics.Parallelism;

/// <summary>A run of consecutive rows that one thread works on.</summary>
/// <param name="Index">Number of the chunk, 0 or more.</param>
/// <param name="Start">First row.</param>
/// <param name="End">Row after the last.</param>
public readonly record struct Chunk(int Index, int Start, int End)
{
    /// <summary>Number of rows.</summary>
    public int Length => End - Start;
}
