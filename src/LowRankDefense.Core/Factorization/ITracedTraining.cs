using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization;

/// <summary>A training whose end is kept, so that the derivative of a loss of the model by the preferences it learnt from can be traced back through it.</summary>
/// <remarks>Tang, Wen &amp; Wang (RecSys 2020), §4.3: the gradient of an attack through the last steps of its surrogate.</remarks>
public interface ITracedTraining
{
    /// <summary>Length of a factor.</summary>
    int Rank { get; }

    /// <summary>α, the confidence of an observed cell; that of the others is 1.</summary>
    double Confidence { get; }

    /// <summary>Trains a model.</summary>
    /// <param name="problem">users × items.</param>
    /// <param name="random">Draws whatever is drawn.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <returns>The model; where it is traced back through, it may no longer be what it was.</returns>
    /// <exception cref="NumericalBreakdownException">The training diverges.</exception>
    FactorModel Train(WeightedInteractions problem, SeededRandom random, CancellationToken cancel);

    /// <summary>The derivative of a loss by the preferences of some users. It can be asked for once a training.</summary>
    /// <param name="ofUsers">Derivatives of the loss by P: users × rank; may be overwritten.</param>
    /// <param name="ofItems">Derivatives of the loss by Q: items × rank; may be overwritten.</param>
    /// <param name="firstUser">The first of the users; all rows behind it are of them.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <returns>Users from <paramref name="firstUser"/> on × items: by every preference, stored or not; confidences are taken as given.</returns>
    /// <exception cref="InvalidOperationException">Nothing was trained since it was asked for before.</exception>
    DenseMatrix TraceBack(DenseMatrix ofUsers, DenseMatrix ofItems, int firstUser, CancellationToken cancel);
}
