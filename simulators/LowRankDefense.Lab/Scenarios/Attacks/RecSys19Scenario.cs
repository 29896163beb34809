using LowRankDefense.Core.Recommenders;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys19;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>Learns profiles, moves them, and trains victims with and without them.</summary>
internal sealed class RecSys19Scenario
{
    private const string Nobody = "none";
    private const string Drawn = "as drawn";
    private const string Moved = "recsys19";

    // Recommenders that fall victim, with the length of their factors; whether they learn from values.
    private static readonly (string Name, int Rank, bool Values)[] Victims = [("pmf", 10, true), ("wrmf-sgd", 128, false)];

    /// <summary>Where progress is shown.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>The data set, with its values.</summary>
    public required IndexedDataSet Data { get; init; }

    /// <summary>The same as clicks.</summary>
    public required IndexedDataSet Clicks { get; init; }

    /// <summary>Of the attack.</summary>
    public required RecSys19Options Options { get; init; }

    /// <summary>Fakes.</summary>
    public required int Count { get; init; }

    /// <summary>Columns of the targets.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Seeds of every victim, 0 or more.</summary>
    public required int Seeds { get; init; }

    /// <summary>Fakes of another attack, which victims that learn from clicks are trained with alone and together with these; null for none.</summary>
    public required (string Name, CsrMatrix Profiles)? Beside { get; init; }

    /// <summary>Runs the attack.</summary>
    /// <param name="seed">Seed of the attack; those behind it are the victims'.</param>
    /// <param name="stop">Stops within a batch.</param>
    /// <returns>The fakes, the harm they do, and what else there is to say.</returns>
    public (LearnedFakes Learned, IReadOnlyList<VictimHarm> Harm, IReadOnlyList<Figure> Figures) Run(ulong seed, CancellationToken stop)
    {
        var profiles = Console.Training(
            "Learning to draw profiles",
            progress => new RecSys19Attack(Options).LearnProfiles(Data.Train, seed, progress, stop)
        );
        var drawn = Learn(Options with { Steps = 0 }, profiles, seed, progress: null, stop);
        var learned = Console.Training("Moving profiles", progress => Learn(Options, profiles, seed, progress, stop));
        var harm = Victims.SelectMany(v => HarmTo(v, drawn.Profiles, learned.Profiles, seed, stop)).ToList();
        return (learned, harm, Figures(learned, seed));
    }

    private LearnedFakes Learn(
        RecSys19Options options,
        ProfileGan profiles,
        ulong seed,
        IProgress<TrainingProgress>? progress,
        CancellationToken stop
    ) => new RecSys19Attack(options).Learn(profiles, Data.Train, Count, Targets, seed, AttackProgressBar.Of(progress), stop);

    private IEnumerable<VictimHarm> HarmTo(
        (string Name, int Rank, bool Values) victim,
        CsrMatrix drawn,
        CsrMatrix moved,
        ulong seed,
        CancellationToken stop
    )
    {
        if (Seeds == 0)
            yield break;
        var clean = Measure(victim, Nobody, CsrMatrix.FromEntries(0, Data.Items.Count, []), seed, stop);
        yield return VictimHarm.Of(victim.Name, Nobody, clean, clean: null, Published(victim.Name));
        yield return VictimHarm.Of(victim.Name, Drawn, Measure(victim, Drawn, drawn, seed, stop), clean, published: null);
        yield return VictimHarm.Of(victim.Name, Moved, Measure(victim, Moved, moved, seed, stop), clean, Published(victim.Name, Moved));
        // Fakes of clicks have no values to rate with.
        if (victim.Values || Beside is not { } beside)
            yield break;
        var alone = Measure(victim, beside.Name, beside.Profiles, seed, stop);
        yield return VictimHarm.Of(victim.Name, beside.Name, alone, clean, Published(victim.Name, beside.Name));
        var both = $"{Moved} + {beside.Name}";
        var together = Measure(victim, both, moved.StackAbove(beside.Profiles), seed, stop);
        yield return VictimHarm.Of(victim.Name, both, together, clean, Published(victim.Name, Moved, beside.Name));
    }

    // Table III of the paper: of this data, this victim and lists of this length, where two attacks are compared
    private double? Published(string victim, params string[] attacks) =>
        Beside is not null && victim == "wrmf-sgd" && Options.Shown == 10 && PublishedData.IsMovieLens(Data)
            ? PublishedCombination.Of(attacks, reconstructed: false)?.TargetHitRate
            : null;

    private Harm[] Measure((string Name, int Rank, bool Values) victim, string fakes, CsrMatrix profiles, ulong seed, CancellationToken stop)
    {
        var (data, own) = victim.Values ? (Data, profiles) : (Clicks, profiles.Binarized());
        var trainer = RecommenderCatalog.ByName(victim.Name, victim.Rank);
        return
        [
            .. Enumerable
                .Range(1, Seeds)
                .Select(s =>
                    Console.Training(
                        $"{victim.Name}, {fakes}, seed {seed + (ulong)s}",
                        progress => Harm.Of(trainer, data, own, Targets, Options.Shown, seed + (ulong)s, progress, stop)
                    )
                ),
        ];
    }

    private Figure[] Figures(LearnedFakes learned, ulong seed)
    {
        var stealth = StealthDistances.Of(learned.Profiles, Data.Train);
        // As many genuine users as there are fakes: what chance alone makes of the distances
        var drawn = new SeededRandom(seed).Sample(Data.Train.Rows, Math.Min(Count, Data.Train.Rows));
        var chance = StealthDistances.Of(Data.Train.SelectRows(drawn), Data.Train);
        return
        [
            new("intent", Options.Intent.ToString().ToLowerInvariant(), "what the fakes were moved for"),
            new("fakes", Count, "fake users"),
            new("interactions", learned.Profiles.NonZeros, "interactions of theirs"),
            new("targets", Targets.Select(t => Data.Items[t]).ToArray(), "items they are after"),
            new("best_epoch", learned.History.MinBy(s => s.Loss)?.Epoch, "step at which the surrogate was nearest to the intent"),
            new("values_tvd", stealth.OfValues.TotalVariation, "total variation between the histograms of the values of fakes and genuine users"),
            new("values_js", stealth.OfValues.JensenShannon, "their Jensen–Shannon distance"),
            new("values_tvd_of_genuine", chance.OfValues.TotalVariation, "the total variation of as many genuine users, drawn"),
            new("items_tvd", stealth.OfItems.TotalVariation, "total variation between the shares that items have of the interactions"),
            new("items_js", stealth.OfItems.JensenShannon, "their Jensen–Shannon distance"),
            new("items_tvd_of_genuine", chance.OfItems.TotalVariation, "the total variation of as many genuine users, drawn"),
            Memory.Figure(),
        ];
    }
}
