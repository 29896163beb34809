using LowRankDefense.Core.Factorization.LeastSquares;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Pmf;

/// <summary>Learns to predict ratings by probabilistic matrix factorization: squared error on the ratings there are, Gaussian priors on the factors.</summary>
/// <remarks>
/// Mnih &amp; Salakhutdinov (NIPS 2007), eq. 4, with the global mean removed. Departure: the maximum is found by exact alternating least
/// squares in place of gradient descent with momentum, so that there is no step size to tune and one seed gives one model on any number of cores.
/// </remarks>
public sealed class PmfTrainer(PmfOptions options) : IWarmFactorTrainer
{
    private readonly PmfOptions options = Validated.Options(options);

    /// <inheritdoc/>
    public double Confidence => 1;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var start = FactorModel.Gaussian(problem.Preferences.Rows, problem.Preferences.Columns, options.Rank, options.InitialDeviation, random);
        return Alternate(start, problem, options.Iterations, progress, cancel);
    }

    /// <inheritdoc/>
    public FactorModel GoOn(FactorModel model, WeightedInteractions problem, int iterations, CancellationToken cancel) =>
        Alternate(WarmStart.Of(model, problem), problem, iterations, progress: null, cancel);

    private FactorModel Alternate(
        FactorModel factors,
        WeightedInteractions problem,
        int iterations,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancel
    )
    {
        var mean = problem.MeanPreference();
        var rank = factors.Rank;
        var squares = new LeastSquaresOptions(rank, options.Regularization, UnobservedConfidence: 0, rank, ConjugateGradientSteps: 0);
        new AlternatingLeastSquares(squares).Alternate(problem.ShiftedBy(-mean), factors, iterations, progress, cancel);
        return factors with { Offset = mean };
    }
}
