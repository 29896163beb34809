using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>A training whose last epochs are kept, so that the derivative of a loss of the model by the preferences it learnt from can be traced back through them.</summary>
/// <remarks>
/// Tang, Wen &amp; Wang (RecSys 2020), §4.3: the gradient of an attack through the last steps of its surrogate. Kept is where each of those epochs began; its steps
/// are taken again on the way back, to the same bits. Memory: epochs · 3 · (users + items) · rank floats, and as much again for each batch of one epoch; the next
/// training of the same size uses it again.
/// </remarks>
public sealed class WrmfUnroll : ITracedTraining
{
    private readonly WrmfOptions options;
    private readonly int traced;
    private readonly List<TracedEpoch> epochs = [];
    private readonly Stack<WrmfState> spare = [];
    private WeightedInteractions? problem;
    private WrmfTraining? training;
    private int steps;

    /// <summary>Nothing is trained yet.</summary>
    /// <param name="options">Of the trainings to come.</param>
    /// <param name="traced">Epochs that are kept, the last ones; 1 to all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">More epochs are to be kept than there are, or none.</exception>
    public WrmfUnroll(WrmfOptions options, int traced)
    {
        this.options = Validated.Options(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(traced, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(traced, options.Epochs);
        this.traced = traced;
    }

    /// <inheritdoc/>
    public int Rank => options.Rank;

    /// <inheritdoc/>
    public double Confidence => options.Confidence;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, CancellationToken cancel)
    {
        (this.problem, training, steps) = (problem, new WrmfTraining(problem, options, random), 0);
        Forget();
        for (var epoch = 1; epoch <= options.Epochs; epoch++)
            Epoch(training, isTraced: epoch > options.Epochs - traced, cancel);
        training.Settle();
        return training.Factors;
    }

    /// <inheritdoc/>
    public DenseMatrix TraceBack(DenseMatrix ofUsers, DenseMatrix ofItems, int firstUser, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ofUsers);
        ArgumentNullException.ThrowIfNull(ofItems);
        if (problem is null || training is null || epochs.Count == 0)
            throw new InvalidOperationException("A training is traced back through once.");
        var adjoint = new WrmfAdjoint(problem, ofUsers, ofItems, options, steps);
        var ofPreferences = new DenseMatrix(ofUsers.Rows - firstUser, ofItems.Rows);
        var before = new List<WrmfState>();
        for (; epochs.Count > 0; epochs.RemoveAt(epochs.Count - 1))
        {
            var epoch = epochs[^1];
            Repeat(training, epoch, before);
            for (var b = epoch.Batches.Length - 1; b >= 0; b--)
            {
                cancel.ThrowIfCancellationRequested();
                adjoint.StepBack(before[b], epoch.Batches[b], firstUser, ofPreferences);
            }

            spare.Push(epoch.Start);
        }

        before.ForEach(spare.Push);
        return ofPreferences;
    }

    // What a training that was not traced back through has kept is room for the next.
    private void Forget()
    {
        epochs.ForEach(epoch => spare.Push(epoch.Start));
        epochs.Clear();
    }

    private WrmfState Room(WrmfTraining training)
    {
        var (users, items) = (training.Factors.Users, training.Factors.Items);
        while (spare.TryPop(out var state))
        {
            if (state.Users.Parameters.Rows == users.Rows && state.Items.Parameters.Rows == items.Rows)
                return state;
        }

        return training.NewState();
    }

    private void Epoch(WrmfTraining training, bool isTraced, CancellationToken cancel)
    {
        var start = isTraced ? Room(training) : null;
        if (start is not null)
            training.CopyTo(start);
        var batches = training.DrawBatches();
        training.Epoch(batches, cancel);
        steps += batches.Count;
        if (start is not null)
            epochs.Add(new TracedEpoch(start, [.. batches.Select(b => b.ToArray())]));
    }

    // Takes the steps of an epoch again, and keeps where each began.
    private void Repeat(WrmfTraining training, TracedEpoch epoch, List<WrmfState> before)
    {
        training.Restore(epoch.Start);
        for (var b = 0; b < epoch.Batches.Length; b++)
        {
            if (before.Count <= b)
                before.Add(Room(training));
            training.CopyTo(before[b]);
            training.Descend(epoch.Batches[b]);
        }
    }

    private sealed record TracedEpoch(WrmfState Start, int[][] Batches);
}
