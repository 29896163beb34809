using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>The paper's detector on fakes of a kind that it has not learnt from, which the paper leaves out: steps.</summary>
/// <param name="settings">The data, and the seed.</param>
/// <param name="attacks">The learned fakes.</param>
internal sealed class StrictSteps(StudySettings settings, AttackSteps attacks)
{
    private const double Budget = 0.01;

    /// <summary>Name of the learned attack among the others.</summary>
    public const string Learned = "recsys20";

    /// <summary>Attacks of which one is left out: the learned one, and the classical ones.</summary>
    public static IReadOnlyList<string> Attacks { get; } = [Learned, .. AttackCatalog.Names];

    /// <summary>Groups of targets of which one is left out.</summary>
    public IReadOnlyList<string> Groups => [attacks.Group, .. settings.FurtherTargets];

    /// <summary>The detector learns from all attacks but one, and is asked about that one.</summary>
    /// <param name="name">Which.</param>
    public Step<StrictResult> WithoutAttack(string name) =>
        new(
            "strict",
            $"SVM that has not learnt from {name}",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                name,
            },
            [attacks.OnGowalla],
            (cache, stop) => Ask([.. Attacks.Where(a => a != name).Select(a => FakesOf(a, cache))], FakesOf(name, cache), stop)
        );

    /// <summary>The detector learns from the learned attack on all groups of targets but one, and is asked about that one.</summary>
    /// <param name="group">Which.</param>
    public Step<StrictResult> WithoutTargets(string group) =>
        new(
            "strict",
            $"SVM that has not learnt from fakes after {group} items",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                group,
            },
            [.. Groups.Select(attacks.OnGowallaAfter)],
            (cache, stop) =>
                Ask(
                    [.. Groups.Where(g => g != group).Select(g => attacks.OnGowallaAfter(g).In(cache).ToMatrix())],
                    attacks.OnGowallaAfter(group).In(cache).ToMatrix(),
                    stop
                )
        );

    // Half of the genuine users are learnt from, and the others asked about.
    private StrictResult Ask(CsrMatrix[] known, CsrMatrix unknown, CancellationToken stop)
    {
        var genuine = settings.Gowalla.Clicks.Train;
        int[] rows = [.. Enumerable.Range(0, genuine.Rows)];
        new SeededRandom(settings.Seed).Shuffle<int>(rows);
        var half = rows.Length / 2;
        var training = known.Aggregate(genuine.SelectRows(rows.AsSpan(0, half)), (all, fakes) => all.StackAbove(fakes));
        var test = genuine.SelectRows(rows.AsSpan(half)).StackAbove(unknown);
        var decisions = new PaperDetector(new PaperDetectorOptions()).Decide(
            training,
            [.. Enumerable.Range(0, training.Rows).Select(u => u >= half)],
            test,
            settings.Seed,
            stop
        );
        float[] scores = [.. decisions.Select(d => (float)d)];
        bool[] isFake = [.. Enumerable.Range(0, test.Rows).Select(u => u >= test.Rows - unknown.Rows)];
        return new StrictResult(
            DetectionMetrics.RecallAtFpr(scores, isFake, Budget),
            DetectionMetrics.RocAuc(scores, isFake),
            SizeMatchedAuc.Compute(scores, isFake, [.. Enumerable.Range(0, test.Rows).Select(test.CountOf)])
        );
    }

    private CsrMatrix FakesOf(string name, StepCache cache)
    {
        if (name == Learned)
            return attacks.OnGowalla.In(cache).ToMatrix();
        var options = new AttackOptions { Count = settings.Fakes, Targets = attacks.TargetsOnGowalla };
        return AttackCatalog.ByName(name).Generate(settings.Gowalla.Clicks.Train, options, new SeededRandom(settings.Seed));
    }
}

/// <summary>What the detector finds of fakes of a kind that it has not learnt from.</summary>
/// <param name="Recall">Share of them above the threshold that 1 % of the genuine users are above.</param>
/// <param name="Auc">ROC AUC.</param>
/// <param name="SizeMatchedAuc">The same against genuine users of like length.</param>
internal sealed record StrictResult(double Recall, double Auc, double SizeMatchedAuc);
