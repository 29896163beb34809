using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>Learned injection in two stages: profiles that look genuine to a discriminator, moved until a surrogate recommender shows the targets.</summary>
/// <remarks>
/// Christakopoulou &amp; Banerjee, "Adversarial Attacks on an Oblivious Recommender" (RecSys 2019). The attacker needs no gradient of the recommender, only what it predicts.
/// </remarks>
public sealed class RecSys19Attack
{
    private readonly RecSys19Options options;

    /// <summary>An attack with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public RecSys19Attack(RecSys19Options options)
    {
        this.options = Validated.Options(options);
        Validated.Options(options.Gan);
    }

    /// <summary>Stage 1: what draws profiles like those of genuine users.</summary>
    /// <param name="genuine">Genuine users × items.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="progress">Told each epoch.</param>
    /// <param name="cancel">Stops within a batch.</param>
    /// <exception cref="ArgumentException">There is nothing to learn from.</exception>
    /// <exception cref="NumericalBreakdownException">The training diverges; the message names the option to change.</exception>
    public ProfileGan LearnProfiles(
        CsrMatrix genuine,
        ulong seed,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancel = default
    ) => ProfileGan.Train(genuine, options.Gan, new SeededRandom(seed), progress, cancel);

    /// <summary>Stage 2: draws profiles, and moves them.</summary>
    /// <param name="profiles">What draws them.</param>
    /// <param name="genuine">Genuine users × items; a value is a rating, or 1 for a click.</param>
    /// <param name="count">How many fakes, 1 or more.</param>
    /// <param name="targets">Columns of the items to promote, at least one.</param>
    /// <param name="seed">Seed of all that is drawn.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancel">Stops within a sweep of the surrogate.</param>
    /// <returns>The fakes of the step with the lowest loss.</returns>
    /// <exception cref="ArgumentException">No targets, or one that is no item, or profiles over other items.</exception>
    public LearnedFakes Learn(
        ProfileGan profiles,
        CsrMatrix genuine,
        int count,
        IReadOnlyList<int> targets,
        ulong seed,
        IProgress<AttackStep>? progress = null,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(genuine);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (targets.Count == 0 || targets.Any(t => t < 0 || t >= genuine.Columns))
            throw new ArgumentException($"Targets are columns of {genuine.Columns} items, and at least one.", nameof(targets));
        if (profiles.Items != genuine.Columns)
            throw new ArgumentException(
                $"Profiles over {profiles.Items} items are none of {genuine.Columns}: learn them on this data.",
                nameof(profiles)
            );
        var random = new SeededRandom(seed);
        var drawn = profiles.Draw(count, random.Split());
        return new ProfileDescent(genuine, targets, options).Descend(drawn, random, progress, cancel);
    }
}
