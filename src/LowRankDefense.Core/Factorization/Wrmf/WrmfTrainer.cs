using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>Learns weighted-regularized matrix factors with Adam on the exact full-matrix gradient.</summary>
/// <remarks>
/// Objective: Hu, Koren &amp; Volinsky (ICDM 2008), eq. 3. Optimizer and defaults: Tang, Wen &amp; Wang (RecSys 2020), §4, where it is called WRMF(SGD).
/// The residual over all users × items cells is never formed: with G = QᵀQ the unobserved cells of a user cost rank² operations.
/// </remarks>
public sealed class WrmfTrainer(WrmfOptions options) : IFactorTrainer
{
    private readonly WrmfOptions options = Validated.Options(options);

    /// <inheritdoc/>
    public double Confidence => options.Confidence;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        var training = new WrmfTraining(problem, options, random);
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var loss = training.Epoch(training.DrawBatches(), cancel);
            progress?.Report(new TrainingProgress(epoch, options.Epochs, loss));
        }

        training.Settle();
        return training.Factors;
    }
}
