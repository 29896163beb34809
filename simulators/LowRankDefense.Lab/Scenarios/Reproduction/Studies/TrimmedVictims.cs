using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Beside table II: a low-rank defense that takes the least supported users out of the fit, alone and behind the detectors, for several groups of targets.</summary>
internal sealed class TrimmedVictims
{
    // Defended rows of one group, which are asked about at once.
    private const int Questions = 3;
    private readonly StudySettings settings;
    private readonly AttackSteps attacks;
    private readonly DetectorSteps detectors;
    private readonly string[] groups;

    /// <summary>Plans it.</summary>
    /// <param name="settings">What it is made with.</param>
    /// <param name="attacks">The fakes.</param>
    public TrimmedVictims(StudySettings settings, AttackSteps attacks)
    {
        (this.settings, this.attacks, detectors) = (settings, attacks, new DetectorSteps(settings, attacks));
        groups = [attacks.Group, .. settings.FurtherTargets];
    }

    /// <summary>What has to be computed.</summary>
    public IEnumerable<IStep> Steps => groups.SelectMany(g => Rows(g).SelectMany(r => r.Victims).Concat<IStep>([detectors.Trimmed(g)]));

    /// <summary>What it has come to.</summary>
    /// <param name="cache">Has the results.</param>
    public StudyTable Table(StepCache cache) =>
        new(
            $"WRMF(SGD) on {settings.Gowalla.Name}, the low-rank defense of the worker, targets of several groups",
            VictimRows.Columns(settings.Shown),
            [.. groups.SelectMany(group => Rows(group).Select(row => Row(group, row, cache)))]
        );

    private StudyRow Row(string group, Planned row, StepCache cache)
    {
        var planned = Rows(group);
        var note = row.IsDefended
            ? $"target HR {VictimRows.Lowered(row.Victims, planned[1].Victims, cache, Questions)}; against no attack {VictimRows.Lowered(row.Victims, planned[0].Victims, cache, Questions)}"
            : "";
        return VictimRows.Of(
            $"{group}: {row.Label}",
            row.Victims,
            cache,
            note: row.Trims ? $"{Trimmed(detectors.Trimmed(group).In(cache))}; {note}" : note
        );
    }

    /// <summary>Who was trimmed, as words.</summary>
    /// <param name="trimmed">Rows of users.</param>
    public static string Trimmed(RemovedResult trimmed) => $"{trimmed.Fakes} of {trimmed.AllFakes} fakes and {trimmed.Genuine} genuine users trimmed";

    private Planned[] Rows(string group)
    {
        var victims = new VictimSteps(settings.Gowalla, settings.Wrmf, attacks.TargetsAfter(group), settings.Shown);
        IReadOnlyList<Step<FakesResult>> fakes = [attacks.OnGowallaAfter(group)];
        return
        [
            new("no defense, clean", Seeds([], Defense.None)),
            new("no defense, attacked", Seeds(fakes, Defense.None)),
            new($"{Defense.Trimming.Name}, clean", Seeds([], Defense.Trimming)),
            new($"{Defense.Trimming.Name}, attacked", Seeds(fakes, Defense.Trimming), IsDefended: true, Trims: true),
            new("label-free detectors as users arrive, attacked", Seeds(fakes, Defense.None, detectors.HouseAfter(group)), IsDefended: true),
            new(
                $"label-free detectors, then {Defense.Trimming.Name}, attacked",
                Seeds(fakes, Defense.Trimming, detectors.HouseAfter(group)),
                IsDefended: true
            ),
        ];

        Step<VictimOutcome>[] Seeds(IReadOnlyList<Step<FakesResult>> with, Defense defense, Step<RemovedResult>? removed = null) =>
            [.. settings.VictimSeeds.Select(seed => victims.Of(with, defense, removed, seed))];
    }

    private sealed record Planned(string Label, Step<VictimOutcome>[] Victims, bool IsDefended = false, bool Trims = false);
}
