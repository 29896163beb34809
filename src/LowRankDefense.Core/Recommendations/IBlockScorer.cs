using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Recommendations;

/// <summary>Scores many users against one block of items after the other, so that both stay in the cache. Thread-safe.</summary>
public interface IBlockScorer
{
    /// <summary>Overwrites <paramref name="scores"/> by those of the items of block <paramref name="block"/>, one row of <c>items.Length</c> per user.</summary>
    /// <param name="users">Users to score.</param>
    /// <param name="block">Number of the block: its items are <c>block · itemsPerBlock</c> and those after it.</param>
    /// <param name="scores">users × items of the block, row-major; may be longer.</param>
    void Score(Chunk users, int block, Span<float> scores);
}
