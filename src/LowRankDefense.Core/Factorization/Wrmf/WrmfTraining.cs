using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>A training of WRMF under way, batch by batch, which can be put back to where it stood. See <see cref="WrmfTrainer"/> for what it minimizes.</summary>
public sealed class WrmfTraining
{
    private readonly WrmfStep step; // owns all scratch: nothing large is allocated per batch
    private readonly WrmfOptions options;
    private readonly SeededRandom random;
    private readonly int[] order;
    private int epoch;

    /// <summary>A training that has not begun: factors are drawn, items first.</summary>
    /// <param name="problem">users × items.</param>
    /// <param name="options">Rank, batches and optimizer; more epochs than they say cannot be taken.</param>
    /// <param name="random">Draws the factors, and then the batches of every epoch.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WrmfTraining(WeightedInteractions problem, WrmfOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        (this.options, this.random) = (Validated.Options(options), random);
        var users = problem.Preferences.Rows;
        Factors = FactorModel.Gaussian(users, problem.Preferences.Columns, options.Rank, options.InitialDeviation, random);
        step = new WrmfStep(problem, Factors, options);
        order = [.. Enumerable.Range(0, users)];
    }

    /// <summary>P and Q; rows of P may be behind until they are settled.</summary>
    public FactorModel Factors { get; }

    /// <summary>Draws the batches of the next epoch: rows of users, valid until the next draw.</summary>
    public IReadOnlyList<ReadOnlyMemory<int>> DrawBatches()
    {
        random.Shuffle<int>(order);
        var batches = new List<ReadOnlyMemory<int>>();
        for (var start = 0; start < order.Length; start += options.BatchSize)
            batches.Add(order.AsMemory(start, Math.Min(options.BatchSize, order.Length - start)));
        return batches;
    }

    /// <summary>One step on a batch.</summary>
    /// <param name="batch">Rows of users, each once.</param>
    /// <returns>The loss of the batch before the step.</returns>
    public double Descend(ReadOnlyMemory<int> batch) => step.Descend(batch);

    /// <summary>The next epoch.</summary>
    /// <param name="batches">Those drawn for it.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <returns>The losses of its batches, added up.</returns>
    /// <exception cref="NumericalBreakdownException">They are not finite; the message names the epoch and the option.</exception>
    public double Epoch(IReadOnlyList<ReadOnlyMemory<int>> batches, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(batches);
        epoch++;
        var loss = 0.0;
        foreach (var batch in batches)
        {
            cancel.ThrowIfCancellationRequested();
            loss += step.Descend(batch);
        }

        return double.IsFinite(loss)
            ? loss
            : throw new NumericalBreakdownException(
                $"WRMF loss became {loss} in epoch {epoch}: lower {nameof(options.Adam.LearningRate)} ({options.Adam.LearningRate})."
            );
    }

    /// <summary>Brings every row of P up to the last step.</summary>
    public void Settle() => step.Settle();

    /// <summary>Room for where it stands.</summary>
    public WrmfState NewState() => new(new(Factors.Users.Rows, Factors.Rank), new(Factors.Items.Rows, Factors.Rank));

    /// <summary>Copies where it stands, every row settled.</summary>
    public void CopyTo(WrmfState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        step.CopyTo(state);
    }

    /// <summary>Goes back to where it stood: the same batches lead to the same factors, to the last bit.</summary>
    public void Restore(WrmfState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        step.Restore(state);
    }
}
