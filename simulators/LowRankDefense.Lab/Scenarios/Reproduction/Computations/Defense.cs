using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations;

/// <summary>What a recommender learns from in place of the interactions as they are.</summary>
/// <param name="Reconstruction">Low-rank reconstruction, as <see cref="ReconstructionSetting"/> reads it; null for none.</param>
internal sealed record Defense(string? Reconstruction = null)
{
    /// <summary>The interactions as they are.</summary>
    public static readonly Defense None = new();

    /// <summary>Preferences with confidences.</summary>
    /// <param name="observed">Users × items.</param>
    /// <param name="confidence">Of an observed cell.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The observed cells, each by its reconstructed value where there is a reconstruction, and as many new ones.</returns>
    public WeightedInteractions Apply(CsrMatrix observed, double confidence, CancellationToken stop)
    {
        if (Reconstruction is null)
            return WeightedInteractions.Uniform(observed, confidence);
        var setting = ReconstructionSetting.Parse(Reconstruction);
        var options = new LocalReconstructionOptions
        {
            Shape = setting.Shape,
            Patch = Math.Max(1, setting.Patch),
            Rank = setting.Rank,
            // As the paper seems to have it: patches in the order of the file, and new cells as many as observed ones. Nothing is drawn but the sketch of a whole matrix.
            Shuffled = false,
            Density = 1,
        };
        return WeightedInteractions.Reconstructed(
            LocalReconstruction.Reconstruct(observed, options, new SeededRandom(1), stop),
            observed,
            confidence
        );
    }
}
