using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>A training whose last epochs are kept, so that the derivative of a loss of the model by the preferences it learnt from can be traced back through them.</summary>
/// <remarks>
/// Tang, Wen &amp; Wang (RecSys 2020), §4.3: the gradient of an attack through the last steps of its surrogate. Kept is where each of those epochs began; its steps
/// are taken again on the way back, to the same bits. Memory: epochs · 3 · (users + items) · rank floats, and as much again for each batch of one epoch.
/// </remarks>
public sealed class WrmfUnroll
{
    private readonly WeightedInteractions problem;
    private readonly WrmfOptions options;
    private readonly WrmfTraining training;
    private readonly List<TracedEpoch> epochs = [];
    private int steps;

    private WrmfUnroll(WeightedInteractions problem, WrmfOptions options, SeededRandom random) =>
        (this.problem, this.options, training) = (problem, options, new WrmfTraining(problem, options, random));

    /// <summary>The model; where it was traced back through, it is no longer what it was.</summary>
    public FactorModel Factors => training.Factors;

    /// <summary>Trains a model.</summary>
    /// <param name="problem">users × items.</param>
    /// <param name="options">Of the training.</param>
    /// <param name="traced">Epochs that are kept, the last ones; 1 to all of them.</param>
    /// <param name="random">Draws the factors and the batches.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <exception cref="ArgumentOutOfRangeException">More epochs are to be kept than there are, or none.</exception>
    /// <exception cref="NumericalBreakdownException">The loss is not finite.</exception>
    public static WrmfUnroll Train(WeightedInteractions problem, WrmfOptions options, int traced, SeededRandom random, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(traced, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(traced, options.Epochs);
        var unroll = new WrmfUnroll(problem, options, random);
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
            unroll.Epoch(isTraced: epoch > options.Epochs - traced, cancel);
        unroll.training.Settle();
        return unroll;
    }

    /// <summary>The derivative of a loss by the preferences of some users. It can be asked for once.</summary>
    /// <param name="ofUsers">Derivatives of the loss by P: users × rank; overwritten.</param>
    /// <param name="ofItems">Derivatives of the loss by Q: items × rank; overwritten.</param>
    /// <param name="firstUser">The first of the users; all rows behind it are of them.</param>
    /// <param name="cancel">Stops between two steps.</param>
    /// <returns>Users from <paramref name="firstUser"/> on × items: by every preference, stored or not; confidences are taken as given.</returns>
    /// <exception cref="InvalidOperationException">It was asked for before.</exception>
    public DenseMatrix TraceBack(DenseMatrix ofUsers, DenseMatrix ofItems, int firstUser, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ofUsers);
        ArgumentNullException.ThrowIfNull(ofItems);
        if (epochs.Count == 0)
            throw new InvalidOperationException("A training is traced back through once.");
        var adjoint = new WrmfAdjoint(problem, ofUsers, ofItems, options, steps);
        var ofPreferences = new DenseMatrix(ofUsers.Rows - firstUser, ofItems.Rows);
        var before = new List<WrmfState>();
        for (; epochs.Count > 0; epochs.RemoveAt(epochs.Count - 1))
        {
            var epoch = epochs[^1];
            Repeat(epoch, before);
            for (var b = epoch.Batches.Length - 1; b >= 0; b--)
            {
                cancel.ThrowIfCancellationRequested();
                adjoint.StepBack(before[b], epoch.Batches[b], firstUser, ofPreferences);
            }
        }

        return ofPreferences;
    }

    private void Epoch(bool isTraced, CancellationToken cancel)
    {
        var start = isTraced ? training.NewState() : null;
        if (start is not null)
            training.CopyTo(start);
        var batches = training.DrawBatches();
        var loss = 0.0;
        foreach (var batch in batches)
        {
            cancel.ThrowIfCancellationRequested();
            loss += training.Descend(batch);
        }

        if (!double.IsFinite(loss))
            throw new NumericalBreakdownException($"WRMF loss became {loss}: lower the learning rate ({options.Adam.LearningRate}).");
        steps += batches.Count;
        if (start is not null)
            epochs.Add(new TracedEpoch(start, [.. batches.Select(b => b.ToArray())]));
    }

    // Takes the steps of an epoch again, and keeps where each began.
    private void Repeat(TracedEpoch epoch, List<WrmfState> before)
    {
        training.Restore(epoch.Start);
        for (var b = 0; b < epoch.Batches.Length; b++)
        {
            if (before.Count <= b)
                before.Add(training.NewState());
            training.CopyTo(before[b]);
            training.Descend(epoch.Batches[b]);
        }
    }

    private sealed record TracedEpoch(WrmfState Start, int[][] Batches);
}
