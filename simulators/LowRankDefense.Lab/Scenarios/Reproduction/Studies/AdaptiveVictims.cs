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
    private readonly AdaptiveSteps adaptive = new(settings, attacks, detectors);

    /// <summary>What has to be computed.</summary>
    public IEnumerable<IStep> Steps =>
        Enum.GetValues<AskedDefense>()
            .SelectMany(asked =>
                Rows(asked).SelectMany(r => (IEnumerable<IStep>)[.. r.Victims, .. r.Found is null ? Array.Empty<IStep>() : [r.Found]])
            )
            .Concat(Before);

    // Every row is asked about once.
    private int Questions => Enum.GetValues<AskedDefense>().Sum(asked => Rows(asked).Length);

    private Step<VictimOutcome>[] Before => Victims([attacks.OnGowalla], Defense.None);

    /// <summary>Rows for each of those who may be asked.</summary>
    /// <param name="cache">Has the results.</param>
    public StudyTable Table(StepCache cache) =>
        new(
            $"WRMF(SGD) on {settings.Gowalla.Name}, fakes whose owner asks a defense up to {settings.Queries} times for each before they come",
            VictimRows.Columns(settings.Shown),
            [.. Enum.GetValues<AskedDefense>().SelectMany(asked => Rows(asked).Select(row => Row(asked, row, cache)))]
        );

    private StudyRow Row(AskedDefense asked, Planned row, StepCache cache)
    {
        var what = $"{AdaptiveSteps.Name(asked)} asked: {row.Label}";
        if (!row.IsDefended)
        {
            var fakes = adaptive.Fakes(asked).In(cache);
            return VictimRows.Of(
                what,
                row.Victims,
                cache,
                note: $"{fakes.LetThrough!.Behind} of {fakes.Items.Length} are let through by whom they asked, {fakes.LetThrough.Before} before; against the fakes as they were {VictimRows.Lowered(row.Victims, Before, cache, Questions)}"
            );
        }

        var undefended = Victims([adaptive.Fakes(asked)], Defense.None);
        var found = row.Found is null ? "" : $"{(row.Trims ? TrimmedVictims.Trimmed(row.Found.In(cache)) : row.Found.In(cache).ToString())}; ";
        return VictimRows.Of(what, row.Victims, cache, note: $"{found}target HR {VictimRows.Lowered(row.Victims, undefended, cache, Questions)}");
    }

    private Planned[] Rows(AskedDefense asked)
    {
        var (fakes, what) = (adaptive.Fakes(asked), $"fakes that ask {AdaptiveSteps.Name(asked)}");
        var (house, trimmed) = (detectors.HouseOn(fakes, what), detectors.TrimmedOf(fakes, what));
        return
        [
            new("no defense", Victims([fakes], Defense.None), IsDefended: false),
            .. asked == AskedDefense.Svm
                ? (Planned[])
                    [
                        Removing("polynomial SVM as it was asked", adaptive.Paper(asked)),
                        Removing("polynomial SVM with labels of these fakes", detectors.PaperOn(fakes, what)),
                    ]
                : [],
            Removing("label-free detectors", house),
            new(Defense.Trimming.Name, Victims([fakes], Defense.Trimming), trimmed, Trims: true),
            new($"label-free detectors, then {Defense.Trimming.Name}", Victims([fakes], Defense.Trimming, house)),
        ];

        Planned Removing(string label, Step<RemovedResult> removed) => new(label, Victims([fakes], Defense.None, removed), removed);
    }

    private Step<VictimOutcome>[] Victims(IReadOnlyList<Step<FakesResult>> fakes, Defense defense, Step<RemovedResult>? removed = null) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(fakes, defense, removed, seed))];

    private sealed record Planned(
        string Label,
        Step<VictimOutcome>[] Victims,
        Step<RemovedResult>? Found = null,
        bool Trims = false,
        bool IsDefended = true
    );
}
