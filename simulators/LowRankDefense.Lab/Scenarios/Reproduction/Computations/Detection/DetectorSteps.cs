using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Sweeps;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Lab.Scenarios.ArrivalProtocol;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>Detectors on attacked Gowalla, as steps: the paper's, on labels, and those in the house, without any.</summary>
/// <param name="settings">The data, and the seed.</param>
/// <param name="attacks">The fakes.</param>
internal sealed class DetectorSteps(StudySettings settings, AttackSteps attacks)
{
    /// <summary>Whom the paper's detector of table I removes.</summary>
    public Step<RemovedResult> Paper =>
        new(
            "removed-by-svm",
            "SVM on 20 components, whom it removes",
            new { settings.Gowalla.Hash, settings.Seed },
            [attacks.OnGowalla],
            (cache, stop) =>
            {
                var (profiles, isFake) = Attacked(cache);
                var decisions = new PaperDetector(new PaperDetectorOptions()).CrossValidate(profiles, isFake, settings.Seed, stop);
                return RemovedResult.Of([.. decisions.Select(d => d > 0)], settings.Gowalla.Clicks.Train.Rows);
            }
        );

    /// <summary>Whom it removes of those who are genuine, where nobody else is there.</summary>
    public Step<RemovedResult> PaperOnCleanData => OnCleanData(Paper, "removed-by-svm-clean");

    /// <summary>Whom campaigns, crowds and detectors that train themselves hold in the end, as users arrive, without labels.</summary>
    public Step<RemovedResult> House => HouseAfter(attacks.Group);

    /// <summary>The same where the fakes are after other targets.</summary>
    /// <param name="group">Name of a group of targets.</param>
    public Step<RemovedResult> HouseAfter(string group) =>
        new(
            "removed-by-house",
            $"label-free detectors, whom they hold, {group} targets",
            new { settings.Gowalla.Hash, settings.Seed },
            [attacks.OnGowallaAfter(group)],
            (cache, stop) => Held(attacks.OnGowallaAfter(group).In(cache).ToMatrix(), attacks.TargetsAfter(group), stop)
        );

    /// <summary>Who is trimmed where the fakes are after targets of a group.</summary>
    /// <param name="group">Name of a group of targets.</param>
    public Step<RemovedResult> Trimmed(string group) =>
        new(
            "trimmed",
            $"whom the low-rank defense trims, {group} targets",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                Defense.Trimming.Trimmed,
            },
            [attacks.OnGowallaAfter(group)],
            (cache, stop) =>
            {
                var genuine = settings.Gowalla.Clicks.Train;
                var all = genuine.StackAbove(attacks.OnGowallaAfter(group).In(cache).ToMatrix().Binarized());
                var isTrimmed = new bool[all.Rows];
                foreach (var user in Defense.Trimming.LeastSupported(all, settings.Seed, stop))
                    isTrimmed[user] = true;
                return RemovedResult.Of(isTrimmed, genuine.Rows);
            }
        );

    /// <summary>Whom they hold of the genuine users where there are no fakes.</summary>
    public Step<RemovedResult> HouseOnCleanData =>
        new(
            "removed-by-house",
            "label-free detectors on clean data, whom they hold",
            new { settings.Gowalla.Hash, settings.Seed },
            [],
            (_, stop) => Held(settings.Gowalla.Nobody, attacks.TargetsOnGowalla, stop)
        );

    /// <summary>Whom a search for campaigns among all users at once takes out, as <c>lowrank sanitize</c> does: without labels, times or an order.</summary>
    /// <param name="attacked">Whether fakes are among them.</param>
    public Step<RemovedResult> Swept(bool attacked) =>
        new(
            "removed-by-sweep",
            $"campaigns among all users{(attacked ? "" : " of clean data")}, whom they take out",
            new { settings.Gowalla.Hash },
            attacked ? [attacks.OnGowalla] : [],
            (cache, stop) =>
            {
                var (genuine, users) = (settings.Gowalla.Clicks.Train, attacked ? Attacked(cache).Profiles : settings.Gowalla.Clicks.Train);
                var isRemoved = new bool[users.Rows];
                foreach (var campaign in new CampaignSweep(new CampaignOptions()).Run(users, (_, _) => { }, stop))
                foreach (var member in campaign.Finding == SweepFinding.Campaign ? campaign.Members : [])
                    isRemoved[member.Row] = true;
                return RemovedResult.Of(isRemoved, genuine.Rows);
            }
        );

    /// <summary>How many fakes an SVM finds.</summary>
    /// <param name="kernel">Kernel, with its degree.</param>
    /// <param name="components">Principal components.</param>
    /// <param name="downSampled">Whether as many genuine users as fakes are learnt from.</param>
    /// <param name="ofAll">Whether components are learnt from everybody, those to be decided on among them.</param>
    public Step<SvmRecall> Svm((SvmKernel Kernel, int Degree) kernel, int components, bool downSampled, bool ofAll) =>
        new(
            "svm",
            $"SVM, {kernel.Kernel} {kernel.Degree}, {components} components",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                Kernel = kernel.Kernel,
                kernel.Degree,
                components,
                downSampled,
                ofAll,
            },
            [attacks.OnGowalla],
            (cache, stop) =>
            {
                var (profiles, isFake) = Attacked(cache);
                var plain = new PaperDetectorOptions();
                var options = plain with
                {
                    Components = components,
                    DownSampled = downSampled,
                    ComponentsOfAll = ofAll,
                    Svm = plain.Svm with { Kernel = kernel.Kernel, Degree = kernel.Degree },
                };
                try
                {
                    return SvmRecall.Of(new PaperDetector(options).CrossValidate(profiles, isFake, settings.Seed, stop), isFake);
                }
                catch (NumericalBreakdownException)
                {
                    // A sigmoid is no kernel in the strict sense, and may not converge: then there is no figure.
                    return SvmRecall.None;
                }
            }
        );

    private (CsrMatrix Profiles, bool[] IsFake) Attacked(StepCache cache)
    {
        var (genuine, fakes) = (settings.Gowalla.Clicks.Train, attacks.OnGowalla.In(cache).ToMatrix());
        return (genuine.StackAbove(fakes), [.. Enumerable.Range(0, genuine.Rows + fakes.Rows).Select(u => u >= genuine.Rows)]);
    }

    private Step<RemovedResult> OnCleanData(Step<RemovedResult> removed, string kind) =>
        new(
            kind,
            $"{removed.Title}, on clean data",
            new { },
            [removed],
            (cache, _) => removed.In(cache).OnCleanData(settings.Gowalla.Clicks.Train.Rows)
        );

    // As evaluate detector --protocol arrivals has them come: genuine users in an order that is drawn, fakes in waves.
    private RemovedResult Held(CsrMatrix fakes, int[] targets, CancellationToken stop)
    {
        var genuine = settings.Gowalla.Clicks.Train;
        int[] arrival = [.. Enumerable.Range(0, genuine.Rows)];
        new SeededRandom(settings.Seed).Shuffle<int>(arrival);
        var scenario = new ArrivalScenario
        {
            Genuine = genuine.SelectRows(arrival),
            Fakes = fakes,
            LeftOut = [],
            Items = settings.Gowalla.Clicks.Items.Ids,
            Targets = targets,
            History = 0.5,
            Pattern = ArrivalPattern.Waves,
            Seed = settings.Seed,
        };
        var (result, order, _) = scenario.Arrive(_ => { }, stop);
        var isHeld = new bool[genuine.Rows + fakes.Rows];
        for (var u = 0; u < order.Length; u++)
            isHeld[order[u] < arrival.Length ? arrival[order[u]] : order[u]] = result.Held[u];
        return RemovedResult.Of(isHeld, genuine.Rows);
    }
}
