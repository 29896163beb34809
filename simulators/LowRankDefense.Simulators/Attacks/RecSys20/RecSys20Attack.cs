using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>Learned injection: fake profiles that descend the loss of a surrogate recommender which is trained on them at every step.</summary>
/// <remarks>
/// Tang, Wen &amp; Wang, "Revisiting Adversarially Learned Injection Attacks Against Recommender Systems" (RecSys 2020), algorithm 1.
/// The bi-level problem min_F L(θ*(F)), θ*(F) = argmin of the surrogate on [X; F], is descended by the gradient through the last steps of that training:
/// the last epochs of WRMF(SGD), the last alternation of WRMF(ALS).
/// Fakes need not click what they push.
/// </remarks>
public sealed class RecSys20Attack
{
    private const int Shown = 50;
    private readonly RecSys20Options options;

    /// <summary>An attack with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public RecSys20Attack(RecSys20Options options) => this.options = Validated.Options(options);

    /// <summary>Learns fakes.</summary>
    /// <param name="genuine">Genuine users × items; what is stored is a click.</param>
    /// <param name="count">How many fakes, 1 or more.</param>
    /// <param name="targets">Columns of the items to promote, at least one.</param>
    /// <param name="seed">Seed of the surrogates, and of what is drawn besides.</param>
    /// <param name="checkpoint">File that keeps where the attack stands behind every step; one that is there is gone on from. Null for none.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancel">Stops within a batch of the surrogate.</param>
    /// <returns>
    /// The fakes that the surrogate shows the targets to most users for, as they were before they were improved once more; without a surrogate the copies that they
    /// begin as, and no steps.
    /// </returns>
    /// <exception cref="ArgumentException">No targets, or one that is no item, or too few genuine profiles to begin with.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is none, or is of another attack.</exception>
    public LearnedFakes Learn(
        CsrMatrix genuine,
        int count,
        IReadOnlyList<int> targets,
        ulong seed,
        string? checkpoint = null,
        IProgress<AttackStep>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(genuine);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (targets.Count == 0 || targets.Any(t => t < 0 || t >= genuine.Columns))
            throw new ArgumentException($"Targets are columns of {genuine.Columns} items, and at least one.", nameof(targets));
        var problem = new AttackProblem(genuine, count, [.. targets], seed);
        var state = (checkpoint is null ? null : RecSys20Checkpoint.Read(checkpoint, problem, options)) ?? RecSys20State.Begin(problem, options);
        if (SurrogateCatalog.Create(options) is { } surrogate)
            Descend(problem, state, surrogate, checkpoint, progress, cancel);
        return new LearnedFakes(state.Best, state.History);
    }

    private void Descend(
        AttackProblem problem,
        RecSys20State state,
        ITracedTraining surrogate,
        string? checkpoint,
        IProgress<AttackStep>? progress,
        CancellationToken cancel
    )
    {
        var (genuine, items) = (problem.Genuine.Rows, problem.Genuine.Columns);
        var loss = new PushLoss(genuine + problem.Count, items, surrogate.Rank, genuine, problem.Targets);
        while (state.History.Count < options.Epochs)
        {
            var step = Step(problem, state, surrogate, loss, cancel);
            progress?.Report(step);
            if (checkpoint is not null)
                RecSys20Checkpoint.Write(checkpoint, problem, options, state);
        }
    }

    private AttackStep Step(AttackProblem problem, RecSys20State state, ITracedTraining surrogate, PushLoss loss, CancellationToken cancel)
    {
        var (clicks, epoch) = (state.Fakes.ToMatrix(), state.History.Count + 1);
        var model = surrogate.Train(
            WeightedInteractions.Uniform(problem.Genuine.StackAbove(clicks), surrogate.Confidence),
            new SeededRandom(options.Seeds == SurrogateSeeds.Fresh ? problem.Seed + (ulong)(epoch - 1) : problem.Seed),
            cancel
        );
        var rate = ShownTargets.Rate(ShownTargets.ListsOf(model, problem.Genuine, Shown, cancel), problem.Targets);
        var step = new AttackStep(epoch, options.Epochs, loss.Evaluate(model), rate, clicks.NonZeros);
        state.Take(step, clicks);
        state.Fakes.Descend(surrogate.TraceBack(loss.OfUsers, loss.OfItems, problem.Genuine.Rows, cancel));
        return step;
    }
}

/// <summary>What an attack is up against.</summary>
/// <param name="Genuine">Genuine users × items.</param>
/// <param name="Count">Fakes.</param>
/// <param name="Targets">Columns of the targets.</param>
/// <param name="Seed">Seed.</param>
internal sealed record AttackProblem(CsrMatrix Genuine, int Count, int[] Targets, ulong Seed);
