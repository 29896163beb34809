using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Table I: removing whom a detector calls fake.</summary>
internal sealed class TableOne
{
    private static readonly double[] PublishedClean = VictimRows.Published(PublishedReconstruction.Of(setting: null)!);
    private static readonly double[] PublishedAttacked = VictimRows.Published(PublishedReconstruction.Of(setting: null, attacked: true)!);

    // Behind the SVM: Recall@50, HR@50, target Recall@50, target HR@50
    private static readonly double[] PublishedSvmClean = [0.2887, 0.7580, 0.0203, 0.1008];
    private static readonly double[] PublishedSvmAttacked = [0.2898, 0.7592, 0.0252, 0.1095];

    private readonly StudySettings settings;
    private readonly AttackSteps attacks;
    private readonly DetectorSteps detectors;
    private readonly VictimSteps victims;
    private readonly StrictSteps strict;

    private TableOne(StudySettings settings)
    {
        this.settings = settings;
        attacks = new AttackSteps(settings);
        detectors = new DetectorSteps(settings, attacks);
        strict = new StrictSteps(settings, attacks);
        victims = new VictimSteps(settings.Gowalla, settings.Wrmf, attacks.TargetsOnGowalla, settings.Shown);
    }

    private Step<VictimOutcome>[] Clean => Victims(attacked: false, removed: null);

    private Step<VictimOutcome>[] Attacked => Victims(attacked: true, removed: null);

    private Step<VictimOutcome>[] SvmClean => Victims(attacked: false, detectors.PaperOnCleanData);

    private Step<VictimOutcome>[] SvmAttacked => Victims(attacked: true, detectors.Paper);

    private Step<VictimOutcome>[] HouseClean => Victims(attacked: false, detectors.HouseOnCleanData);

    private Step<VictimOutcome>[] HouseAttacked => Victims(attacked: true, detectors.House);

    private Step<VictimOutcome>[] SweptClean => Victims(attacked: false, detectors.Swept(attacked: false));

    private Step<VictimOutcome>[] SweptAttacked => Victims(attacked: true, detectors.Swept(attacked: true));

    private Step<VictimOutcome> Same => SeedOfTheSurrogate(removed: null);

    private Step<VictimOutcome> SvmSame => SeedOfTheSurrogate(detectors.Paper);

    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var table = new TableOne(settings);
        return new Study(
            "table1",
            [
                .. table.Clean,
                .. table.Attacked,
                .. table.SvmClean,
                .. table.SvmAttacked,
                .. table.HouseClean,
                .. table.HouseAttacked,
                .. table.SweptClean,
                .. table.SweptAttacked,
                .. StrictSteps.Attacks.Select(table.strict.WithoutAttack),
                .. table.strict.Groups.Select(table.strict.WithoutTargets),
                table.Same,
                table.SvmSame,
            ],
            table.Report
        );
    }

    private StudyResult Report(StepCache cache)
    {
        var svm = detectors.Paper.In(cache);
        return new StudyResult(
            "table1",
            "Table I: fakes are detected and removed",
            [
                $"The paper's detector learns from labels of the same attack: principal components of all profiles, a polynomial SVM, ten folds. It finds {svm.Fakes} of {svm.AllFakes} fakes and removes {svm.Genuine} genuine users; the paper says about 85 % are found. What needs no labels has seen neither one nor this attack: campaigns among all users at once are what sanitize takes out, and the detectors as users arrive are those of the worker.",
                "Genuine users who are removed by mistake are shown what fits their clicks all the same (fold-in), and count.",
            ],
            [
                new StudyTable($"WRMF(SGD) on {settings.Gowalla.Name}", VictimRows.Columns(settings.Shown), [.. Rows(cache)]),
                new StudyTable(
                    "The paper's detector on what it has not learnt from: half of the genuine users are known, an attack or a group of targets is not",
                    ["recall at 1 % false positives", "ROC AUC", "ROC AUC against genuine users of like length"],
                    [.. StrictRows(cache)]
                ),
            ],
            []
        );
    }

    private IEnumerable<StudyRow> Rows(StepCache cache)
    {
        const string sameSeed = "attacked, victim with the seed of the surrogate";
        yield return VictimRows.Of("no defense, clean", Clean, cache, PublishedClean);
        yield return VictimRows.Of("no defense, attacked", Attacked, cache, PublishedAttacked);
        yield return VictimRows.Of($"no defense, {sameSeed}", [Same], cache, PublishedAttacked);
        yield return VictimRows.Of("polynomial SVM, clean", SvmClean, cache, PublishedSvmClean, $"{detectors.PaperOnCleanData.In(cache)}");
        yield return VictimRows.Of("polynomial SVM, attacked", SvmAttacked, cache, PublishedSvmAttacked, Note(detectors.Paper, SvmAttacked, cache));
        yield return VictimRows.Of($"polynomial SVM, {sameSeed}", [SvmSame], cache, PublishedSvmAttacked);
        yield return VictimRows.Of(
            "campaigns among all users at once, clean",
            SweptClean,
            cache,
            note: $"{detectors.Swept(attacked: false).In(cache)}"
        );
        yield return VictimRows.Of(
            "campaigns among all users at once, attacked",
            SweptAttacked,
            cache,
            note: Note(detectors.Swept(attacked: true), SweptAttacked, cache)
        );
        yield return VictimRows.Of("label-free detectors as users arrive, clean", HouseClean, cache, note: $"{detectors.HouseOnCleanData.In(cache)}");
        yield return VictimRows.Of(
            "label-free detectors as users arrive, attacked",
            HouseAttacked,
            cache,
            note: Note(detectors.House, HouseAttacked, cache)
        );
    }

    private IEnumerable<StudyRow> StrictRows(StepCache cache) =>
        StrictSteps
            .Attacks.Select(a => ($"attack {a} left out", strict.WithoutAttack(a)))
            .Concat(strict.Groups.Select(g => ($"{StrictSteps.Learned} after {g} items left out", strict.WithoutTargets(g))))
            .Select(row => (row.Item1, Found: row.Item2.In(cache)))
            .Select(row => new StudyRow(
                row.Item1,
                [new Reproduced([row.Found.Recall]), new Reproduced([row.Found.Auc]), new Reproduced([row.Found.SizeMatchedAuc])]
            ));

    private string Note(Step<RemovedResult> removed, Step<VictimOutcome>[] defended, StepCache cache) =>
        $"{removed.In(cache)}; target HR {VictimRows.Lowered(defended, Attacked, cache, rows: 3)}";

    private Step<VictimOutcome>[] Victims(bool attacked, Step<RemovedResult>? removed) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(attacked ? [attacks.OnGowalla] : [], Defense.None, removed, seed))];

    private Step<VictimOutcome> SeedOfTheSurrogate(Step<RemovedResult>? removed) =>
        victims.Of([attacks.OnGowalla], Defense.None, removed, settings.Seed);
}
