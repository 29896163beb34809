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
