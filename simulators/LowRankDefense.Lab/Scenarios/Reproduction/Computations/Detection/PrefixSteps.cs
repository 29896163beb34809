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
    // Of genuine users so many are asked about: a hundredth of them is ten.
    private const int Asked = 1_000;
    private const double Budget = 0.01;

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
                var random = new SeededRandom(settings.Seed);
                var (known, unknown) = Halves(settings.Gowalla.Clicks.Train, random);
                var (knownFakes, unknownFakes) = Halves(attacks.OnGowalla.In(cache).ToMatrix(), random);
                var training = known.StackAbove(knownFakes);
                bool[] isFake = [.. Enumerable.Range(0, training.Rows).Select(u => u >= known.Rows)];
                var model = new PaperDetector(new PaperDetectorOptions()).Learn(training, isFake, settings.Seed, stop);
                return PrefixResult.Of(Decisions(model, unknownFakes, random.Split()), Decisions(model, unknown, random.Split()), Budget);
            }
        );

    /// <summary>Live campaigns and trained detectors as they stand when all have come, on fakes that come again click by click, and on genuine users behind the history.</summary>
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
                var fakes = attacks.OnGowalla.In(cache).ToMatrix();
                var house = HouseArrivals.Of(settings.Gowalla, fakes, attacks.TargetsOnGowalla, settings.Seed, stop);
                return PrefixResult.Of(
                    house.Delays(ofFakes: true, Asked, settings.Seed),
                    house.Delays(ofFakes: false, Asked, settings.Seed),
                    Lengths
                );
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

    private static (CsrMatrix Known, CsrMatrix Unknown) Halves(CsrMatrix users, SeededRandom random)
    {
        int[] rows = [.. Enumerable.Range(0, users.Rows)];
        random.Shuffle<int>(rows);
        return (users.SelectRows(rows.AsSpan(0, rows.Length / 2)), users.SelectRows(rows.AsSpan(rows.Length / 2)));
    }
}
