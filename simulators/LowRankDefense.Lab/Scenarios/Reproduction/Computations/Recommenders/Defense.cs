using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>What a recommender learns from in place of the interactions as they are.</summary>
/// <param name="Reconstruction">Low-rank reconstruction, as <see cref="ReconstructionSetting"/> reads it; null for none.</param>
/// <param name="Values">Which reconstructed values are learnt from.</param>
/// <param name="Trimmed">Largest share of the users that is trimmed, those with the least support.</param>
internal sealed record Defense(string? Reconstruction = null, ReconstructedValues Values = ReconstructedValues.WithNewCells, double Trimmed = 0)
{
    // Half way between a click and none.
    private const float Threshold = 0.5f;

    /// <summary>The interactions as they are.</summary>
    public static readonly Defense None = new();

    /// <summary>The least supported users trimmed, as the worker does by default.</summary>
    public static readonly Defense Trimming = new(Trimmed: new TrimmingOptions().Share);

    /// <summary>What it is called.</summary>
    public string Name =>
        (Reconstruction, Values) switch
        {
            (null, _) => Trimmed > 0 ? "least supported users trimmed" : "no defense",
            (_, ReconstructedValues.ObservedOnly) => $"{Reconstruction}, observed cells only",
            (_, ReconstructedValues.Binarized) => $"{Reconstruction}, 1 from {Threshold:0.0} on",
            _ => Reconstruction,
        };

    /// <summary>Trains a recommender with it.</summary>
    /// <param name="trainer">The recommender's.</param>
    /// <param name="observed">Users × items.</param>
    /// <param name="problem">What <see cref="Apply"/> makes of them.</param>
    /// <param name="seed">Of all that is drawn.</param>
    /// <param name="stop">Gives up.</param>
    public FactorModel Train(IFactorTrainer trainer, CsrMatrix observed, WeightedInteractions problem, ulong seed, CancellationToken stop) =>
        TrimmedTraining.Train(trainer, problem, LeastSupported(observed, seed, stop), new SeededRandom(seed), progress: null, stop);

    /// <summary>The users whom it trims.</summary>
    /// <param name="observed">Users × items.</param>
    /// <param name="seed">Of all that is drawn.</param>
    /// <param name="stop">Gives up.</param>
    public int[] LeastSupported(CsrMatrix observed, ulong seed, CancellationToken stop = default) =>
        new TrimmedTraining(new TrimmingOptions { Share = Trimmed }).LeastSupported(observed, new SeededRandom(seed).Split(), stop);

    /// <summary>Preferences with confidences.</summary>
    /// <param name="observed">Users × items.</param>
    /// <param name="confidence">Of an observed cell.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>The observed cells, each by its reconstructed value where there is a reconstruction, and as many new ones where they are asked for.</returns>
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
            Density = Values == ReconstructedValues.ObservedOnly ? 0 : 1,
        };
        var reconstruction = LocalReconstruction.Reconstruct(observed, options, new SeededRandom(1), stop);
        return WeightedInteractions.Reconstructed(
            Values == ReconstructedValues.Binarized ? Binarized(reconstruction) : reconstruction,
            observed,
            confidence
        );
    }

    private static CsrMatrix Binarized(CsrMatrix values) => values.WithValues([.. values.Values.ToArray().Select(v => v >= Threshold ? 1f : 0f)]);
}

/// <summary>Which values of a reconstruction a recommender learns from; the paper does not say.</summary>
internal enum ReconstructedValues
{
    /// <summary>Those of the observed cells, and of as many new ones, the strongest.</summary>
    WithNewCells,

    /// <summary>Those of the observed cells.</summary>
    ObservedOnly,

    /// <summary>The same cells as with new ones, each 1 from a half on, and else 0.</summary>
    Binarized,
}
