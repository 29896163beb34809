using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;

namespace LowRankDefense.Core.Factorization;

/// <summary>A trainer that goes on from factors there are, where the interactions have changed a little.</summary>
public interface IWarmFactorTrainer : IFactorTrainer
{
    /// <summary>Improves a model on a problem that is near the one that it was trained on.</summary>
    /// <param name="model">Where it begins; it is left as it is.</param>
    /// <param name="problem">Preferences and confidences, of the users and items of the model.</param>
    /// <param name="iterations">Passes over users and items, 0 or more.</param>
    /// <param name="cancel">Stops between sweeps.</param>
    /// <exception cref="ArgumentException">The problem has other users or items than the model.</exception>
    /// <exception cref="NumericalBreakdownException">The computation stopped being finite; the message names the option to change.</exception>
    FactorModel GoOn(FactorModel model, WeightedInteractions problem, int iterations, CancellationToken cancel);
}
