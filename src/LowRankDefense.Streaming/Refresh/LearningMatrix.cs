using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>The matrix that the recommender of a refresh learns from.</summary>
public static class LearningMatrix
{
    /// <summary>The interactions, or their local low-rank reconstruction.</summary>
    /// <param name="interactions">Users × items, ones.</param>
    /// <param name="options">Which of the two, and how it is reconstructed.</param>
    /// <param name="random">Deals patches, where there are any.</param>
    /// <param name="cancel">Stops between patches.</param>
    /// <returns>Users × items: all observed cells, and with a reconstruction the strongest of those that it fills in.</returns>
    public static CsrMatrix Of(CsrMatrix interactions, RefreshOptions options, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.LearnFrom == LearningSource.Interactions
            ? interactions
            : LocalReconstruction.Reconstruct(interactions, options.Reconstruction, random, cancel);
    }
}

/// <summary>What a recommender learns from.</summary>
public enum LearningSource
{
    /// <summary>The sanitized interactions as they are.</summary>
    Interactions,

    /// <summary>Their local low-rank reconstruction, which is published, too.</summary>
    Reconstruction,
}
