using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>How soon fakes are found, which the paper leaves out: by the first clicks of a profile, in an order that is drawn. Steps.</summary>
/// <param name="settings">The data, the seed, and numbers of clicks.</param>
/// <param name="attacks">The fakes.</param>
internal sealed class PrefixSteps(StudySettings settings, AttackSteps attacks)
{
    /// <summary>Share of the genuine users that the paper's detector may ever call fake.</summary>
    public const double Budget = 0.01;

    /// <summary>Numbers of clicks that detectors are asked behind; the last is whole profiles.</summary>
    public IReadOnlyList<int> Lengths => [.. settings.Prefixes, int.MaxValue];

    /// <summary>The paper's detector, which has learnt from whole profiles of half of the genuine users and half of the fakes, on prefixes of the others.</summary>
    public Step<PrefixResult> Paper =>
        new(
            "prefixes-svm",
            "SVM on prefixes of profiles",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                Lengths,
            },
            [attacks.OnGowalla],
            (cache, stop) =>
            {
                var split = Split(cache);
                var training = split.Known.StackAbove(split.KnownFakes);
                bool[] isFake = [.. Enumerable.Range(0, training.Rows).Select(u => u >= split.Known.Rows)];
                var model = new PaperDetector(new PaperDetectorOptions()).Learn(training, isFake, settings.Seed, stop);
                var random = new SeededRandom(settings.Seed);
                return PrefixResult.Of(Decisions(model, split.UnknownFakes, random.Split()), Decisions(model, split.Unknown, random.Split()), Budget);
            }
        );

    /// <summary>Live campaigns and trained detectors as they stand when the same halves have come, on the others click by click, each at its own threshold.</summary>
    public Step<PrefixResult> House =>
        new(
            "prefixes-house",
            "label-free detectors on prefixes of profiles",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                Lengths,
            },
            [attacks.OnGowalla],
            (cache, stop) =>
            {
                var split = Split(cache);
                var house = HouseArrivals.Of(split.Known, split.KnownFakes, settings.Seed, stop);
                return PrefixResult.Of(house.Delays(split.UnknownFakes, settings.Seed), house.Delays(split.Unknown, settings.Seed), Lengths);
            }
        );

    // By number of clicks, of each user.
    private double[][] Decisions(PaperModel model, CsrMatrix profiles, SeededRandom random)
    {
        int[][] orders = [.. Enumerable.Range(0, profiles.Rows).Select(u => Shuffled(profiles.ColumnsOf(u), random))];
        return [.. Lengths.Select(n => model.Decide(FirstOf(orders, n, profiles.Columns)))];
    }

    private static CsrMatrix FirstOf(int[][] orders, int clicks, int columns) =>
        CsrMatrix.FromEntries(orders.Length, columns, [.. orders.SelectMany((own, u) => own.Take(clicks).Select(item => (u, item, 1f)))]);

    private static int[] Shuffled(ReadOnlySpan<int> items, SeededRandom random)
    {
        int[] order = [.. items];
        random.Shuffle<int>(order);
        return order;
    }

    private Halved Split(StepCache cache)
    {
        var random = new SeededRandom(settings.Seed);
        var (known, unknown) = Halves(settings.Gowalla.Clicks.Train, random);
        var (knownFakes, unknownFakes) = Halves(attacks.OnGowalla.In(cache).ToMatrix().Binarized(), random);
        return new Halved(known, unknown, knownFakes, unknownFakes);
    }

    private static (CsrMatrix Known, CsrMatrix Unknown) Halves(CsrMatrix users, SeededRandom random)
    {
        int[] rows = [.. Enumerable.Range(0, users.Rows)];
        random.Shuffle<int>(rows);
        return (users.SelectRows(rows.AsSpan(0, rows.Length / 2)), users.SelectRows(rows.AsSpan(rows.Length / 2)));
    }

    private sealed record Halved(CsrMatrix Known, CsrMatrix Unknown, CsrMatrix KnownFakes, CsrMatrix UnknownFakes);
}
