using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>The recommender that the attacker trains to see what fakes do: from drawn factors once, then from where it stood.</summary>
internal sealed class Surrogate
{
    private readonly IWarmFactorTrainer trainer;
    private readonly CsrMatrix genuine;
    private readonly bool clicks;
    private readonly int warmIterations;

    /// <summary>A surrogate that is not trained.</summary>
    /// <param name="genuine">Genuine users × items.</param>
    /// <param name="options">Which it is, and for how long it trains.</param>
    public Surrogate(CsrMatrix genuine, RecSys19Options options)
    {
        clicks = options.Surrogate switch
        {
            SurrogateKind.Auto => genuine.Values.IndexOfAnyExcept(genuine.Values[0]) < 0,
            _ => options.Surrogate == SurrogateKind.Wrmf,
        };
        this.genuine = clicks ? genuine.Binarized() : genuine;
        warmIterations = options.WarmIterations;
        trainer = clicks
            ? new IalsTrainer(options.Ials with { Iterations = options.Iterations })
            : new PmfTrainer(options.Pmf with { Iterations = options.Iterations });
    }

    /// <summary>Trains on everybody.</summary>
    /// <param name="fakes">Fakes × items.</param>
    /// <param name="random">Draws the factors.</param>
    /// <param name="cancel">Stops between sweeps.</param>
    /// <returns>Genuine users first, fakes behind them.</returns>
    public FactorModel Train(CsrMatrix fakes, SeededRandom random, CancellationToken cancel) =>
        trainer.Train(Everybody(fakes), random, progress: null, cancel);

    /// <summary>Goes on where fakes have changed.</summary>
    /// <param name="model">Where it stood.</param>
    /// <param name="fakes">As many fakes as then.</param>
    /// <param name="cancel">Stops between sweeps.</param>
    public FactorModel GoOn(FactorModel model, CsrMatrix fakes, CancellationToken cancel) =>
        trainer.GoOn(model, Everybody(fakes), warmIterations, cancel);

    private WeightedInteractions Everybody(CsrMatrix fakes) =>
        WeightedInteractions.Uniform(genuine.StackAbove(clicks ? fakes.Binarized() : fakes), trainer.Confidence);
}
