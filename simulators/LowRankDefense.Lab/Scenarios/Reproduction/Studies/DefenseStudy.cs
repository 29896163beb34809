using System.Globalization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>What the paper leaves out: defenses beside one another and combined, how soon, against whom, and at what cost.</summary>
internal sealed class DefenseStudy
{
    private const string Soft = "label-free detectors, soft trust";
    private readonly StudySettings settings;
    private readonly AttackSteps attacks;
    private readonly DetectorSteps detectors;
    private readonly VictimSteps victims;
    private readonly GrowingProfiles growing;
    private readonly AdaptiveVictims adaptive;

    private DefenseStudy(StudySettings settings)
    {
        this.settings = settings;
        attacks = new AttackSteps(settings);
        detectors = new DetectorSteps(settings, attacks);
        victims = new VictimSteps(settings.Gowalla, settings.Wrmf, attacks.TargetsOnGowalla, settings.Shown);
        growing = new GrowingProfiles(settings, attacks);
        adaptive = new AdaptiveVictims(settings, attacks, detectors, victims);
    }

    private static string Nats => (-Math.Log(new VerdictOptions().JointBudget)).ToString("0.0", CultureInfo.InvariantCulture);

    private Defense[] Reconstructions => [.. settings.Reconstructions.Select(r => new Defense(r))];

    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var study = new DefenseStudy(settings);
        return new Study(
            "defenses",
            [
                .. study.Combined(attacked: true).Concat(study.Combined(attacked: false)).SelectMany(r => r.Victims),
                .. study.Clean.SelectMany(r => r.Victims),
                .. study.growing.Steps,
                .. study.adaptive.Steps,
                .. study.Costs.SelectMany(c => c.Steps),
            ],
            study.Report
        );
    }

    private StudyResult Report(StepCache cache) =>
        new(
            "defenses",
            "Beyond the paper: which defense to switch on",
            [
                $"Only the polynomial SVM needs labels; the other detectors are those of the worker, as users arrive. Soft trust: who is not held counts by 1 − the largest evidence of any detector / {Nats} nats, which convict where all detectors say it together; so nearly everybody counts a little less.",
                Indistinct(cache),
                $"By the first clicks: detectors have learnt from half of the genuine users and half of the fakes, the SVM from their labels, the others as they arrived without any, and are asked about the other halves click by click. The SVM has the threshold that {100 * PrefixSteps.Budget:0} % of these genuine users are ever above, the others those that they run with, from {new VerdictOptions().MinimumEvents} clicks on.",
                "Who asks a defense sees by how much a profile is flagged, and exchanges as few fillers as it takes for items of one genuine user until it is not; targets stay. The SVM and the label-free detectors are asked as they stand when the same fakes have come once, trimming in the model of the genuine users: more than an attacker has.",
                "What a defense takes is told of one run on this machine, and differs from run to run. Time is wall time on all cores, memory the heap of the runtime at its largest above what it was before, garbage not yet collected among it.",
            ],
            [
                new StudyTable(
                    $"WRMF(SGD) on {settings.Gowalla.Name}, defenses alone and combined",
                    VictimRows.Columns(settings.Shown),
                    [.. Rows(cache)]
                ),
                growing.Table(cache),
                adaptive.Table(cache),
                RecallByPopularity.Table($"WRMF(SGD) on {settings.Gowalla.Name}", Clean, settings.Shown, cache),
                new StudyTable(
                    $"What defenses take, {settings.Gowalla.Name} attacked",
                    ["seconds", "MiB"],
                    [.. Costs.Select(c => Cost(c, cache))],
                    Decimals: 1,
                    DiffersFromRunToRun: true
                ),
            ],
            [growing.Plot(cache)]
        );

    private IEnumerable<StudyRow> Rows(StepCache cache)
    {
        var clean = Victims(attacked: false, Defense.None);
        yield return VictimRows.Of("no defense, clean", clean, cache);
        var rows = Combined(attacked: true);
        foreach (var row in rows)
        {
            var against = $"against no attack {VictimRows.Lowered(row.Victims, clean, cache, Questions(rows))}";
            var note =
                row.Victims[0].Key == rows[0].Victims[0].Key
                    ? against
                    : $"target HR {VictimRows.Lowered(row.Victims, rows[0].Victims, cache, Questions(rows))}; {against}";
            yield return VictimRows.Of($"{row.Label}, attacked", row.Victims, cache, note: note);
        }
    }

    // Of what needs no labels, whatever cannot be told from no attack
    private string Indistinct(StepCache cache)
    {
        var clean = Victims(attacked: false, Defense.None);
        var rows = Combined(attacked: true);
        var those = rows.Skip(1)
            .Where(r => r.NeedsNoLabels && VictimRows.Chance(r.Victims, clean, cache, Questions(rows)) >= VictimRows.Level)
            .Select(r =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"“{r.Label}” (target HR {TargetHit(r.Victims):0.0000}, Recall {Recall(r.Victims):0.0000})"
                )
            )
            .ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of what needs no labels, {(those.Count == 0 ? "nothing brings" : string.Join(", ", those) + (those.Count == 1 ? " brings" : " bring"))} the target HR to where it cannot be told from that without an attack ({TargetHit(clean):0.0000}, Recall {Recall(clean):0.0000})."
        );

        double TargetHit(Step<VictimOutcome>[] of) => of.Average(v => v.In(cache).TargetHitRate);
        double Recall(Step<VictimOutcome>[] of) => of.Average(v => v.In(cache).Recall);
    }

    // Every row against none and against no attack, but the first, which is asked about against no attack alone
    private static int Questions(Planned[] rows) => (2 * rows.Length) - 1;

    private Planned[] Combined(bool attacked)
    {
        var house = attacked ? detectors.House : detectors.HouseOnCleanData;
        return
        [
            new("no defense", Victims(attacked, Defense.None)),
            new("polynomial SVM", Victims(attacked, Defense.None, attacked ? detectors.Paper : detectors.PaperOnCleanData), NeedsNoLabels: false),
            new("label-free detectors", Victims(attacked, Defense.None, house)),
            new(Soft, Victims(attacked, Defense.None, house, isSoft: true)),
            new(Defense.Trimming.Name, Victims(attacked, Defense.Trimming)),
            new($"label-free detectors, then {Defense.Trimming.Name}", Victims(attacked, Defense.Trimming, house)),
            new($"{Soft}, then {Defense.Trimming.Name}", Victims(attacked, Defense.Trimming, house, isSoft: true)),
        ];
    }

    private IEnumerable<(string Label, IReadOnlyList<Step<VictimOutcome>> Victims)> Clean =>
        [
            .. Combined(attacked: false).Select(r => (r.Label, (IReadOnlyList<Step<VictimOutcome>>)r.Victims)),
            .. Reconstructions.Select(r => (r.Name, (IReadOnlyList<Step<VictimOutcome>>)Victims(attacked: false, r))),
        ];

    private Costly[] Costs =>
        [
            new("one training of WRMF(SGD), and its lists", [.. Victims(attacked: true, Defense.None)]),
            new("polynomial SVM, ten folds", [detectors.Paper]),
            new("campaigns among all users at once", [detectors.Swept(attacked: true)]),
            new("label-free detectors as users arrive", [detectors.House]),
            new(Defense.Trimming.Name, [detectors.Trimmed(attacks.Group)]),
            .. Reconstructions.Select(r => new Costly(r.Name, [victims.Reconstruction([attacks.OnGowalla], r)])),
        ];

    private static StudyRow Cost(Costly of, StepCache cache)
    {
        StepCost[] costs = [.. of.Steps.Select(s => cache.CostOf(s)!)];
        return new StudyRow(of.Label, [new Reproduced([.. costs.Select(c => c.Seconds)]), new Reproduced([.. costs.Select(c => c.Mebibytes)])]);
    }

    private Step<VictimOutcome>[] Victims(bool attacked, Defense defense, Step<RemovedResult>? removed = null, bool isSoft = false) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(attacked ? [attacks.OnGowalla] : [], defense, removed, seed, isSoft))];

    private sealed record Costly(string Label, IStep[] Steps);

    private sealed record Planned(string Label, Step<VictimOutcome>[] Victims, bool NeedsNoLabels = true);
}
