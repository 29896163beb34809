using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Sweeps;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

/// <summary>Detectors on attacked Gowalla, as steps: the paper's, on labels, and those in the house, without any.</summary>
/// <param name="settings">The data, and the seed.</param>
/// <param name="attacks">The fakes.</param>
internal sealed class DetectorSteps(StudySettings settings, AttackSteps attacks)
{
    /// <summary>Whom the paper's detector of table I removes.</summary>
    public Step<RemovedResult> Paper => PaperOn(attacks.OnGowalla, "the attack of table I");

    /// <summary>Whom it removes where it learns from labels of other fakes.</summary>
    /// <param name="fakes">The fakes.</param>
    /// <param name="what">What they are, for people.</param>
    public Step<RemovedResult> PaperOn(Step<FakesResult> fakes, string what) =>
        new(
            "removed-by-svm",
            $"SVM on 20 components, whom it removes, {what}",
            new { settings.Gowalla.Hash, settings.Seed },
            [fakes],
            (cache, stop) =>
            {
                var (profiles, isFake) = Attacked(fakes, cache);
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
    public Step<RemovedResult> HouseAfter(string group) => HouseOn(attacks.OnGowallaAfter(group), $"{group} targets");

    /// <summary>The same of other fakes.</summary>
    /// <param name="fakes">The fakes.</param>
    /// <param name="what">What they are, for people.</param>
    public Step<RemovedResult> HouseOn(Step<FakesResult> fakes, string what) =>
        new(
            "removed-by-house",
            $"label-free detectors, whom they hold, {what}",
            new { settings.Gowalla.Hash, settings.Seed },
            [fakes],
            (cache, stop) => HouseArrivals.Of(settings.Gowalla.Clicks.Train, fakes.In(cache).ToMatrix(), settings.Seed, stop).Removed()
        );

    /// <summary>Who is trimmed where the fakes are after targets of a group.</summary>
    /// <param name="group">Name of a group of targets.</param>
    public Step<RemovedResult> Trimmed(string group) => TrimmedOf(attacks.OnGowallaAfter(group), $"{group} targets");

    /// <summary>Who is trimmed among other fakes.</summary>
    /// <param name="fakes">The fakes.</param>
    /// <param name="what">What they are, for people.</param>
    public Step<RemovedResult> TrimmedOf(Step<FakesResult> fakes, string what) =>
        new(
            "trimmed",
            $"whom the low-rank defense trims, {what}",
            new
            {
                settings.Gowalla.Hash,
                settings.Seed,
                Defense.Trimming.Trimmed,
            },
            [fakes],
            (cache, stop) =>
            {
                var genuine = settings.Gowalla.Clicks.Train;
                var all = genuine.StackAbove(fakes.In(cache).ToMatrix().Binarized());
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
            (_, stop) => HouseArrivals.Of(settings.Gowalla.Clicks.Train, settings.Gowalla.Nobody, settings.Seed, stop).Removed()
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
                var (genuine, users) = (
                    settings.Gowalla.Clicks.Train,
                    attacked ? Attacked(attacks.OnGowalla, cache).Profiles : settings.Gowalla.Clicks.Train
                );
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
                var (profiles, isFake) = Attacked(attacks.OnGowalla, cache);
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

    private (CsrMatrix Profiles, bool[] IsFake) Attacked(Step<FakesResult> fakes, StepCache cache)
    {
        var genuine = settings.Gowalla.Clicks.Train;
        var all = genuine.StackAbove(fakes.In(cache).ToMatrix());
        return (all, [.. Enumerable.Range(0, all.Rows).Select(u => u >= genuine.Rows)]);
    }

    private Step<RemovedResult> OnCleanData(Step<RemovedResult> removed, string kind) =>
        new(
            kind,
            $"{removed.Title}, on clean data",
            new { },
            [removed],
            (cache, _) => removed.In(cache).OnCleanData(settings.Gowalla.Clicks.Train.Rows)
        );
}
