using LowRankDefense.Lab.Scenarios.Reproduction.Computations;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Table II: training on a local low-rank reconstruction, clean and attacked, in both readings of a patch.</summary>
internal sealed class TableTwo
{
    private readonly StudySettings settings;
    private readonly AttackSteps attacks;
    private readonly VictimSteps victims;
    private readonly Defense[] defenses;

    private TableTwo(StudySettings settings)
    {
        this.settings = settings;
        attacks = new AttackSteps(settings);
        victims = new VictimSteps(settings.Gowalla, settings.Wrmf, attacks.TargetsOnGowalla, settings.Shown);
        defenses = [Defense.None, .. settings.Reconstructions.Select(r => new Defense(r))];
    }

    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var table = new TableTwo(settings);
        return new Study(
            "table2",
            [
                .. table.defenses.SelectMany(d =>
                    (IEnumerable<IStep>)[.. table.Victims(attacked: false, d), .. table.Victims(attacked: true, d), table.Same(d)]
                ),
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
            ],
            [
                new StudyTable(
                    $"WRMF(SGD) on {settings.Gowalla.Name}, victims with seeds of their own",
                    VictimRows.Columns(settings.Shown),
                    [.. defenses.SelectMany(d => Rows(d, cache))]
                ),
                new StudyTable(
                    "Attacked, victims with the seed of the surrogate",
                    VictimRows.Columns(settings.Shown),
                    [.. defenses.Select(d => VictimRows.Of(Name(d), [Same(d)], cache, Published(d, attacked: true)))]
                ),
            ],
            []
        );

    // What changes nothing cannot defend, whatever a paper reports of it.
    private IEnumerable<string> Identities(StepCache cache) =>
        defenses
            .Where(d => d != Defense.None && IsIdentity(d, cache))
            .Select(d => $"{Name(d)} leaves every patch of these data as it is: its figures are those of no defense, to the last bit.");

    private bool IsIdentity(Defense defense, StepCache cache) =>
        Victims(attacked: true, defense)
            .Zip(Victims(attacked: true, Defense.None), (with, without) => (With: with.In(cache), Without: without.In(cache)))
            .All(v => v.With.Recall == v.Without.Recall && v.With.ShownATarget.AsSpan().SequenceEqual(v.Without.ShownATarget));

    private IEnumerable<StudyRow> Rows(Defense defense, StepCache cache)
    {
        var attacked = Victims(attacked: true, defense);
        yield return VictimRows.Of($"{Name(defense)}, clean", Victims(attacked: false, defense), cache, Published(defense, attacked: false));
        yield return VictimRows.Of(
            $"{Name(defense)}, attacked",
            attacked,
            cache,
            Published(defense, attacked: true),
            defense == Defense.None
                ? ""
                : $"target HR {VictimRows.Lowered(attacked, Victims(attacked: true, Defense.None), cache, defenses.Length - 1)}"
        );
    }

    private Step<VictimOutcome>[] Victims(bool attacked, Defense defense) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(attacked ? [attacks.OnGowalla] : [], defense, removed: null, seed))];

    private Step<VictimOutcome> Same(Defense defense) => victims.Of([attacks.OnGowalla], defense, removed: null, settings.Seed);

    private static string Name(Defense defense) => defense.Reconstruction ?? "no defense";

    private static double[]? Published(Defense defense, bool attacked) =>
        PublishedReconstruction.Of(defense.Reconstruction is null ? null : ReconstructionSetting.Parse(defense.Reconstruction), attacked) is { } row
            ? VictimRows.Published(row)
            : null;
}
