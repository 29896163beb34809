using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>What defenses are worth against an attacker who asks them first.</summary>
/// <param name="settings">What it is made with.</param>
/// <param name="attacks">The fakes before they ask.</param>
/// <param name="detectors">Detectors without labels, and trimming.</param>
/// <param name="victims">Trained with fakes.</param>
internal sealed class AdaptiveVictims(StudySettings settings, AttackSteps attacks, DetectorSteps detectors, VictimSteps victims)
{
    // Defended rows of one attacker, which are asked about at once, the SVM's among them.
    private const int Questions = 5;
    private readonly AdaptiveSteps adaptive = new(settings, attacks);

    /// <summary>What has to be computed.</summary>
    public IEnumerable<IStep> Steps =>
        Enum.GetValues<AskedDefense>()
            .SelectMany(asked => Rows(asked).SelectMany(r => (IEnumerable<IStep>)[.. r.Victims, .. r.Found]))
            .Concat(Before);

    private Step<VictimOutcome>[] Before => Victims([attacks.OnGowalla], Defense.None);

    /// <summary>Rows for each of those who may be asked.</summary>
    /// <param name="cache">Has the results.</param>
    public StudyTable Table(StepCache cache) =>
        new(
            $"WRMF(SGD) on {settings.Gowalla.Name}, fakes whose owner asks a defense {settings.Queries} times for each before they come",
            VictimRows.Columns(settings.Shown),
            [.. Enum.GetValues<AskedDefense>().SelectMany(asked => Rows(asked).Select(row => Row(asked, row, cache)))]
        );

    private StudyRow Row(AskedDefense asked, Planned row, StepCache cache)
    {
        var fakes = adaptive.Fakes(asked).In(cache);
        var found =
            row.Label.Length == 0
                ? [$"{fakes.LetThrough} of {fakes.Items.Length} are let through by whom they asked"]
                : row.Found.Select(f => row.Verb(f.In(cache)));
        var lowered =
            row.Label.Length == 0
                ? $"against the fakes as they were {VictimRows.Lowered(row.Victims, Before, cache, Questions)}"
                : $"target HR {VictimRows.Lowered(row.Victims, Victims([adaptive.Fakes(asked)], Defense.None), cache, Questions)}";
        return VictimRows.Of(
            $"{AdaptiveSteps.Name(asked)} asked: {(row.Label.Length == 0 ? "no defense" : row.Label)}",
            row.Victims,
            cache,
            note: string.Join("; ", found.Append(lowered))
        );
    }

    private Planned[] Rows(AskedDefense asked)
    {
        var (fakes, what) = (adaptive.Fakes(asked), $"fakes that ask {AdaptiveSteps.Name(asked)}");
        var (house, trimmed) = (detectors.HouseOn(fakes, attacks.TargetsOnGowalla, what), detectors.TrimmedOf(fakes, what));
        var (learntBefore, learntAgain) = (adaptive.Paper(asked), detectors.PaperOn(fakes, what));
        Planned[] paper =
            asked == AskedDefense.Svm
                ?
                [
                    new("polynomial SVM as it was asked", Victims([fakes], Defense.None, learntBefore), [learntBefore], r => $"{r}"),
                    new("polynomial SVM with labels of these fakes", Victims([fakes], Defense.None, learntAgain), [learntAgain], r => $"{r}"),
                ]
                : [];
        return
        [
            new("", Victims([fakes], Defense.None), [], r => $"{r}"),
            .. paper,
            new("label-free detectors", Victims([fakes], Defense.None, house), [house], r => $"{r}"),
            new(Defense.Trimming.Name, Victims([fakes], Defense.Trimming), [trimmed], TrimmedVictims.Trimmed),
            new($"label-free detectors, then {Defense.Trimming.Name}", Victims([fakes], Defense.Trimming, house), [], r => $"{r}"),
        ];
    }

    private Step<VictimOutcome>[] Victims(IReadOnlyList<Step<FakesResult>> fakes, Defense defense, Step<RemovedResult>? removed = null) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(fakes, defense, removed, seed))];

    private sealed record Planned(string Label, Step<VictimOutcome>[] Victims, Step<RemovedResult>[] Found, Func<RemovedResult, string> Verb);
}
