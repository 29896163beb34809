using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Attacks;
using LowRankDefense.Simulators.Attacks.RecSys20;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>Learns fakes, and trains victims with and without them: with the seed of the surrogate, which flatters the attack, and with others.</summary>
internal sealed class RecSys20Scenario
{
    /// <summary>Places of a list.</summary>
    public const int Shown = 50;

    /// <summary>Where progress is shown.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>The data set; values are taken for clicks.</summary>
    public required IndexedDataSet Data { get; init; }

    /// <summary>Of the attack.</summary>
    public required RecSys20Options Options { get; init; }

    /// <summary>Fakes.</summary>
    public required int Count { get; init; }

    /// <summary>Columns of the targets.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Victims with other seeds, 0 or more.</summary>
    public required int Victims { get; init; }

    /// <summary>File that keeps where the attack stands, or null.</summary>
    public required string? Checkpoint { get; init; }

    /// <summary>Runs the attack.</summary>
    /// <param name="seed">Seed of the attack; those behind it are the other victims'.</param>
    /// <param name="stop">Stops within a batch.</param>
    /// <returns>The fakes, and what there is to say.</returns>
    public (LearnedFakes Learned, IReadOnlyList<Figure> Figures) Run(ulong seed, CancellationToken stop)
    {
        var attack = new RecSys20Attack(Options);
        var learned = Console.Training(
            "Learning fakes",
            progress => attack.Learn(Data.Train, Count, Targets, seed, Checkpoint, AttackProgressBar.Of(progress), stop)
        );
        var nobody = CsrMatrix.FromEntries(0, Data.Train.Columns, []);
        // Behind the seeds that fresh surrogates have had.
        ulong[] others = [.. Enumerable.Range(0, Victims).Select(v => seed + (ulong)Options.Epochs + (ulong)v)];
        var same = Measure("victim of the same seed", learned.Profiles, seed, stop);
        var clean = Array.ConvertAll(others, s => Measure($"clean, seed {s}", nobody, s, stop));
        var hit = Array.ConvertAll(others, s => Measure($"victim, seed {s}", learned.Profiles, s, stop));
        return (learned, Figures(learned, same, clean, hit));
    }

    private Figure[] Figures(LearnedFakes learned, Harm same, Harm[] clean, Harm[] hit) =>
        [
            new("surrogate", Options.Surrogate, "what the fakes were learned against"),
            new("fakes", Count, "fake users"),
            new("interactions", learned.Profiles.NonZeros, "interactions of theirs"),
            new("targets", Targets.Select(t => Data.Items[t]).ToArray(), "items they are after"),
            new("fakes_that_click_a_target", ClickATarget(learned.Profiles), "fakes need not, unless --click-targets has them"),
            new(
                $"target_hr@{Shown}_clean",
                MeanOf(clean, h => h.TargetHit),
                $"share of the users with ≥ 1 test item that have a target in the top {Shown}, without the attack, mean over the other seeds"
            ),
            new(
                $"target_hr@{Shown}_same_seed",
                same.TargetHit,
                "the same of a victim with the attack and the seed of the attack, which flatters it where the surrogate is of its kind"
            ),
            new($"target_hr@{Shown}_other_seeds", hit.Select(h => h.TargetHit).ToArray(), "of victims with the attack and other seeds"),
            new($"target_hr@{Shown}_other_seeds_mean", MeanOf(hit, h => h.TargetHit), "their mean"),
            new(
                $"recall@{Shown}_clean",
                MeanOf(clean, h => h.Recall),
                $"test items among the top {Shown} / test items of the user, without the attack, mean over the other seeds"
            ),
            new($"recall@{Shown}_other_seeds", hit.Select(h => h.Recall).ToArray(), "of victims with the attack and other seeds"),
            new("best_epoch", learned.History.MaxBy(s => s.TargetHitRate)?.Epoch, "step at which the surrogate showed the targets to most users"),
            Memory.Figure(),
        ];

    private int ClickATarget(CsrMatrix fakes) =>
        Enumerable.Range(0, fakes.Rows).Count(f => Targets.Any(t => fakes.ColumnsOf(f).BinarySearch(t) >= 0));

    private static double? MeanOf(Harm[] victims, Func<Harm, double> figure) => victims.Length == 0 ? null : victims.Average(figure);

    private Harm Measure(string what, CsrMatrix fakes, ulong seed, CancellationToken stop) =>
        Console.Training(what, progress => Harm.Of(new WrmfTrainer(Options.Wrmf), Data, fakes, Targets, Shown, seed, progress, stop));
}
