using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Recommendations;

/// <summary>A trained recommender: predicts the preference of every user it knows for every item. Immutable, shared between threads.</summary>
public interface IRecommender
{
    /// <summary>Users the model knows, by index.</summary>
    int UserCount { get; }

    /// <summary>Items the model knows, by index.</summary>
    int ItemCount { get; }

    /// <summary>Version under which the model is published; empty until then.</summary>
    string Version { get; }

    /// <summary>Predicted preference of <paramref name="user"/> for <paramref name="item"/>; only the order within one user is meant to be compared.</summary>
    float Score(int user, int item);

    /// <summary>Prepares scoring in blocks of <paramref name="itemsPerBlock"/> items.</summary>
    IBlockScorer InBlocksOf(int itemsPerBlock);
}

/// <summary>Scores many users against one block of items after the other, so that both stay in the cache. Thread-safe.</summary>
public interface IBlockScorer
{
    /// <summary>Overwrites <paramref name="scores"/> by those of the items of block <paramref name="block"/>, one row of <c>items.Length</c> per user.</summary>
    /// <param name="users">Users to score.</param>
    /// <param name="block">Number of the block: its items are <c>block · itemsPerBlock</c> and those after it.</param>
    /// <param name="scores">users × items of the block, row-major; may be longer.</param>
    void Score(Chunk users, int block, Span<float> scores);
}
