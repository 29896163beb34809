using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Table II: training on a local low-rank reconstruction, clean and attacked, in both readings of a patch.</summary>
internal sealed class TableTwo
{
    private readonly StudySettings settings;
    private readonly AttackSteps attacks;
    private readonly VictimSteps victims;
    private readonly TrimmedVictims trimmed;
    private readonly Defense[] defenses;
    private readonly Defense[] otherValues;

    private TableTwo(StudySettings settings)
    {
        this.settings = settings;
        attacks = new AttackSteps(settings);
        victims = new VictimSteps(settings.Gowalla, settings.Wrmf, attacks.TargetsOnGowalla, settings.Shown);
        trimmed = new TrimmedVictims(settings, attacks);
        defenses = [Defense.None, .. settings.Reconstructions.Select(r => new Defense(r))];
        otherValues =
        [
            .. settings.ReconstructionsOfOtherValues.SelectMany(r =>
                new[] { new Defense(r, ReconstructedValues.ObservedOnly), new Defense(r, ReconstructedValues.Binarized) }
            ),
        ];
    }

    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var table = new TableTwo(settings);
        return new Study(
            "table2",
            [
                .. table
                    .defenses.Concat(table.otherValues)
                    .SelectMany(d => (IEnumerable<IStep>)[.. table.Victims(attacked: false, d), .. table.Victims(attacked: true, d), table.Same(d)]),
                .. table.trimmed.Steps,
            ],
            table.Report
        );
    }

    private StudyResult Report(StepCache cache) =>
        new(
            "table2",
            "Table II: training on a local low-rank reconstruction",
            [
                "The paper does not say what a patch is: a square of users and items, or a slab of users and all items. Both are measured. A square whose rank is not below its smaller side in non-empty rows and columns is left as it is.",
                "Seeds of the victims are their own, which an attacker cannot know. The second table has victims with the seed of the surrogate, as the paper's seem to be.",
                .. Identities(cache),
                .. settings.IsOfPaper ? [Readings(cache, attacked: false), Readings(cache, attacked: true)] : Array.Empty<string>(),
                $"The third table is not in the paper: users whose clicks follow least from one another in the platform's own low-rank model, {100 * Defense.Trimming.Trimmed:0} % at most, are left out of the fit and then fitted to it. It needs no labels and no order in time, and blocks nobody. The worker does so by default, behind its detectors.",
            ],
            [
                new StudyTable(
                    $"WRMF(SGD) on {settings.Gowalla.Name}, victims with seeds of their own",
                    VictimRows.Columns(settings.Shown),
                    [.. defenses.Concat(otherValues).SelectMany(d => Rows(d, cache))]
                ),
                new StudyTable(
                    "Attacked, victims with the seed of the surrogate",
                    VictimRows.Columns(settings.Shown),
                    [.. defenses.Concat(otherValues).Select(d => VictimRows.Of(d.Name, [Same(d)], cache, Published(d, attacked: true)))]
                ),
                trimmed.Table(cache),
            ],
            []
        );

    // What changes nothing cannot defend, whatever a paper reports of it.
    private IEnumerable<string> Identities(StepCache cache) =>
        defenses
            .Where(d => d != Defense.None && IsIdentity(d, cache))
            .Select(d => $"{d.Name} leaves every patch of these data as it is: its figures are those of no defense, to the last bit.");

    // Which of the readings has the paper's figures, said plainly.
    private string Readings(StepCache cache, bool attacked)
    {
        Defense[] readings = [.. defenses.Concat(otherValues).Where(d => d != Defense.None && Published(d, attacked) is not null)];
        var (recall, target) = (Agreeing(0), Agreeing(3));
        return $"{(attacked ? "Attacked" : "Clean")}: the paper's Recall is that of {Named(recall)}; its target HR is that of {Named(target)}; "
            + $"both at once are those of {Named([.. recall.Intersect(target)])}. {readings.Length} readings were tried.";

        Defense[] Agreeing(int column) =>
            [.. readings.Where(d => VictimRows.Of("", Victims(attacked, d), cache, Published(d, attacked)).Cells[column]!.Verdict == "agrees")];

        static string Named(Defense[] those) => those.Length == 0 ? "no reading" : string.Join(" and ", those.Select(d => $"“{d.Name}”"));
    }

    private bool IsIdentity(Defense defense, StepCache cache) =>
        Victims(attacked: true, defense)
            .Zip(Victims(attacked: true, Defense.None), (with, without) => (With: with.In(cache), Without: without.In(cache)))
            .All(v => v.With.Recall == v.Without.Recall && v.With.ShownATarget.AsSpan().SequenceEqual(v.Without.ShownATarget));

    private IEnumerable<StudyRow> Rows(Defense defense, StepCache cache)
    {
        var attacked = Victims(attacked: true, defense);
        yield return VictimRows.Of($"{defense.Name}, clean", Victims(attacked: false, defense), cache, Published(defense, attacked: false));
        yield return VictimRows.Of(
            $"{defense.Name}, attacked",
            attacked,
            cache,
            Published(defense, attacked: true),
            defense == Defense.None
                ? ""
                : $"target HR {VictimRows.Lowered(attacked, Victims(attacked: true, Defense.None), cache, defenses.Length + otherValues.Length - 1)}"
        );
    }

    private Step<VictimOutcome>[] Victims(bool attacked, Defense defense) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(attacked ? [attacks.OnGowalla] : [], defense, removed: null, seed))];

    private Step<VictimOutcome> Same(Defense defense) => victims.Of([attacks.OnGowalla], defense, removed: null, settings.Seed);

    private static double[]? Published(Defense defense, bool attacked) =>
        PublishedReconstruction.Of(defense.Reconstruction is null ? null : ReconstructionSetting.Parse(defense.Reconstruction), attacked) is { } row
            ? VictimRows.Published(row)
            : null;
}
