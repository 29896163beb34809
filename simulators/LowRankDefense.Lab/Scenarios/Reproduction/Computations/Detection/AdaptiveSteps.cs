using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>Fakes whose owner asks a defense before they come, and exchanges fillers for items of a genuine user until it lets them through. Steps.</summary>
/// <param name="settings">The data, and the seed.</param>
/// <param name="attacks">The fakes as they were learnt.</param>
/// <param name="detectors">Whom the paper's detector calls fake before they ask.</param>
internal sealed class AdaptiveSteps(StudySettings settings, AttackSteps attacks, DetectorSteps detectors)
{
    /// <summary>The fakes behind it.</summary>
    /// <param name="asked">Whom they ask.</param>
    public Step<FakesResult> Fakes(AskedDefense asked) =>
        new(
            "adaptive",
            $"fakes that ask {Name(asked)}",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                asked,
                settings.Queries,
            },
            [attacks.OnGowalla],
            (cache, stop) =>
            {
                var fakes = attacks.OnGowalla.In(cache).ToMatrix();
                var excessOf = ExcessOf(asked, fakes, stop);
                // Filler by filler they run out of queries: on Gowalla the SVM lets 42 of 131 through then, trimming 7.
                var evasion = new AdaptiveEvasion(excessOf, settings.Queries) { TowardsOneUser = true };
                var genuine = new GenuineStatistics(settings.Gowalla.Clicks.Train);
                var behind = evasion.Apply(fakes, genuine, attacks.TargetsOnGowalla, new SeededRandom(settings.Seed));
                return FakesResult.Of(behind) with { LetThrough = new LetThrough(Passing(fakes, excessOf), Passing(behind, excessOf)) };
            }
        );

    /// <summary>Whom the paper's detector calls fake that has learnt from the fakes as they were before they asked: of genuine users by the other nine folds, as before.</summary>
    /// <param name="asked">Whom the fakes ask that it decides on.</param>
    public Step<RemovedResult> Paper(AskedDefense asked) =>
        new(
            "adaptive-svm",
            $"SVM, whom it removes of fakes that ask {Name(asked)}",
            new { settings.Gowalla.Hash, settings.Seed },
            [attacks.OnGowalla, Fakes(asked), detectors.Paper],
            (cache, stop) =>
            {
                var genuine = settings.Gowalla.Clicks.Train.Rows;
                var decisions = Learnt(attacks.OnGowalla.In(cache).ToMatrix(), stop).Decide(Fakes(asked).In(cache).ToMatrix());
                var isRemoved = new bool[genuine + decisions.Length];
                foreach (var user in detectors.Paper.In(cache).Rows.Where(row => row < genuine))
                    isRemoved[user] = true;
                for (var fake = 0; fake < decisions.Length; fake++)
                    isRemoved[genuine + fake] = decisions[fake] > 0;
                return RemovedResult.Of(isRemoved, genuine);
            }
        );

    /// <summary>What a defense is called.</summary>
    /// <param name="asked">Which.</param>
    public static string Name(AskedDefense asked) =>
        asked switch
        {
            AskedDefense.Svm => "the polynomial SVM",
            AskedDefense.Detectors => "label-free detectors",
            AskedDefense.Trimming => "trimming",
            _ => "label-free detectors and trimming",
        };

    // By how much a profile is flagged; 0 for none
    private Func<IReadOnlyDictionary<int, float>, double> ExcessOf(AskedDefense asked, CsrMatrix fakes, CancellationToken stop)
    {
        switch (asked)
        {
            case AskedDefense.Svm:
                var model = Learnt(fakes, stop);
                return profile => Math.Max(0.0, model.Decide(Row(profile, fakes.Columns))[0]);
            case AskedDefense.Detectors:
                // As they stand when the same fakes have come once: campaigns know what they push.
                var house = HouseArrivals.Of(settings.Gowalla.Clicks.Train, fakes, settings.Seed, stop);
                return AdaptiveEvasion.ExcessOver(house.Judges, [.. Enumerable.Range(0, fakes.Columns).Select(i => $"{i}")]);
            case AskedDefense.Trimming:
                return Unsupported();
            default:
                var (detectors, support) = (ExcessOf(AskedDefense.Detectors, fakes, stop), Unsupported());
                return profile => detectors(profile) + support(profile);
        }
    }

    // What the support of a profile is below that of all genuine users who are not trimmed
    private Func<IReadOnlyDictionary<int, float>, double> Unsupported()
    {
        var (clicks, options, random) = (settings.Gowalla.Clicks.Train, new TrimmingOptions(), new SeededRandom(settings.Seed));
        if (ClickSupport.Learn(clicks, options.Rank, random) is not { } support)
            return _ => 0.0;
        double[] told = [.. support.OfLearntFrom(clicks, random).Where(s => !double.IsNaN(s)).Order()];
        var least = Math.Min(0.0, told[(int)(options.Share * told.Length)]);
        return profile =>
        {
            var own = support.Of([.. profile.Keys.Order()]);
            return double.IsNaN(own) ? 0.0 : Math.Max(0.0, least - own);
        };
    }

    private PaperModel Learnt(CsrMatrix fakes, CancellationToken stop)
    {
        var known = settings.Gowalla.Clicks.Train.StackAbove(fakes);
        bool[] isFake = [.. Enumerable.Range(0, known.Rows).Select(u => u >= known.Rows - fakes.Rows)];
        return new PaperDetector(new PaperDetectorOptions()).Learn(known, isFake, settings.Seed, stop);
    }

    private static int Passing(CsrMatrix fakes, Func<IReadOnlyDictionary<int, float>, double> excessOf) =>
        Enumerable.Range(0, fakes.Rows).Count(f => excessOf(ProfileOf(fakes, f)) <= 0.0);

    private static Dictionary<int, float> ProfileOf(CsrMatrix fakes, int fake) =>
        fakes.ColumnsOf(fake).ToArray().Zip(fakes.ValuesOf(fake).ToArray()).ToDictionary(own => own.First, own => own.Second);

    private static CsrMatrix Row(IReadOnlyDictionary<int, float> profile, int columns) =>
        CsrMatrix.FromEntries(1, columns, [.. profile.Select(own => (0, own.Key, own.Value))]);
}

/// <summary>Whom an adaptive attacker asks.</summary>
internal enum AskedDefense
{
    /// <summary>The paper's detector, which has learnt from the fakes as they were.</summary>
    Svm,

    /// <summary>Detectors that need no labels and judge every event, as they stand when the fakes have come once.</summary>
    Detectors,

    /// <summary>The support by which users are trimmed, in the model of the genuine users.</summary>
    Trimming,

    /// <summary>The last two at once.</summary>
    Worker,
}
