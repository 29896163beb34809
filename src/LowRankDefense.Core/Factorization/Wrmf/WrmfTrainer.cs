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
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var users = problem.Preferences.Rows;
        var factors = FactorModel.Gaussian(users, problem.Preferences.Columns, options.Rank, options.InitialDeviation, random);
        var step = new WrmfStep(problem, factors, options); // owns all scratch: nothing large is allocated per batch
        var order = Enumerable.Range(0, users).ToArray();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
        {
            var loss = 0.0;
            random.Shuffle<int>(order);
            for (var start = 0; start < users; start += options.BatchSize)
            {
                cancel.ThrowIfCancellationRequested();
                loss += step.Descend(order.AsMemory(start, Math.Min(options.BatchSize, users - start)));
            }

            if (!double.IsFinite(loss))
            {
                throw new NumericalBreakdownException(
                    $"WRMF loss became {loss} in epoch {epoch}: lower {nameof(options.Adam.LearningRate)} ({options.Adam.LearningRate})."
                );
            }

            progress?.Report(new TrainingProgress(epoch, options.Epochs, loss));
        }

        step.Finish();
        return factors;
    }
}
