using System.Globalization;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Table III: two attacks at once on MovieLens, a local reconstruction, and trimming.</summary>
internal sealed class TableThree
{
    private const int Shown = 10;

    private readonly StudySettings settings;
    private readonly VictimSteps victims;
    private readonly Defense[] defenses;
    private readonly (string[] Attacks, Step<FakesResult>[] Fakes)[] attacked;

    private TableThree(StudySettings settings)
    {
        this.settings = settings;
        var attacks = new AttackSteps(settings);
        victims = new VictimSteps(settings.MovieLens, settings.Wrmf, attacks.TargetsOnMovieLens, Shown);
        defenses = [Defense.None, .. settings.ReconstructionsOfMovieLens.Select(r => new Defense(r)), Defense.Trimming];
        attacked =
        [
            ([], []),
            (["recsys19"], [attacks.RecSys19OnMovieLens]),
            (["recsys20"], [attacks.RecSys20OnMovieLens]),
            (["recsys19", "recsys20"], [attacks.RecSys19OnMovieLens, attacks.RecSys20OnMovieLens]),
        ];
    }

    /// <summary>The study.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Of(StudySettings settings)
    {
        var table = new TableThree(settings);
        return new Study(
            "table3",
            [.. table.defenses.SelectMany(d => table.attacked.SelectMany(a => table.Victims(d, a.Fakes).Append(table.Same(d, a.Fakes))))],
            table.Report
        );
    }

    private StudyResult Report(StepCache cache) =>
        new(
            "table3",
            "Table III: two attacks at once",
            [
                $"{settings.FakesOfEach} fakes of each attack among {settings.MovieLens.Clicks.Users.Count} genuine users; targets are five of the head, drawn, since the paper does not name its own, so that levels differ and what an attack adds can be compared. Fakes of RecSys19 are moved for WRMF.",
                $"Trimming, the low-rank defense of the worker, is made for attacks of up to {100 * Defense.Trimming.Trimmed:0} % of the users; these are {100 * Share(settings.FakesOfEach):0} and {100 * Share(2 * settings.FakesOfEach):0} %.",
                .. settings.IsOfPaper ? [Lifts(cache)] : Array.Empty<string>(),
            ],
            [
                new StudyTable(
                    $"WRMF(SGD) on {settings.MovieLens.Name}",
                    VictimRows.Columns(Shown),
                    [.. defenses.SelectMany(d => attacked.Select((_, attack) => Row(d, attack, cache)))]
                ),
                new StudyTable(
                    "Victims with the seed of the surrogate",
                    VictimRows.Columns(Shown),
                    [
                        .. defenses.SelectMany(d =>
                            attacked.Select(a => VictimRows.Of($"{d.Name}, {Of(a.Attacks)}", [Same(d, a.Fakes)], cache, Published(d, a.Attacks)))
                        ),
                    ]
                ),
            ],
            []
        );

    // What the attacks add, ours and the paper's, said plainly.
    private string Lifts(StepCache cache)
    {
        double[] ours = [.. attacked.Select(a => TargetHit(Defense.None, a.Fakes, cache))];
        double[] theirs = [.. attacked.Select(a => PublishedCombination.Of(a.Attacks, reconstructed: false)!.TargetHitRate)];
        var lifts = attacked
            .Select(
                (a, i) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{Of(a.Attacks)} {ours[i] - ours[0]:+0.0000;-0.0000} (the paper's {theirs[i] - theirs[0]:+0.0000;-0.0000})"
                    )
            )
            .Skip(1);
        var strongest = Math.Max(ours[1], ours[2]);
        var lowered = defenses
            .Where(d => d.Reconstruction is not null)
            .SelectMany(d => attacked.Skip(1).Where((a, i) => TargetHit(d, a.Fakes, cache) < ours[i + 1]).Select(a => $"“{d.Name}, {Of(a.Attacks)}”"))
            .ToList();
        return $"What an attack adds to the target HR: {string.Join(", ", lifts)}. Both at once add {(ours[3] > strongest ? "more" : "no more")} than the stronger of them alone; in the paper they add more. "
            + $"The paper's reconstruction lowers all of them; ours lowers {(lowered.Count == 0 ? "none" : string.Join(" and ", lowered))}.";
    }

    // Of all users
    private double Share(int fakes) => (double)fakes / (fakes + settings.MovieLens.Clicks.Users.Count);

    private double TargetHit(Defense defense, Step<FakesResult>[] fakes, StepCache cache) =>
        Victims(defense, fakes).Average(v => v.In(cache).TargetHitRate);

    private static string Of(string[] names) => names.Length == 0 ? "no attack" : string.Join(" + ", names);

    private StudyRow Row(Defense defense, int attack, StepCache cache)
    {
        var (names, fakes) = attacked[attack];
        return VictimRows.Of($"{defense.Name}, {Of(names)}", Victims(defense, fakes), cache, Published(defense, names), Note(defense, attack, cache));
    }

    // In the order of the columns; the paper has no recall, and no trimming.
    private static double[]? Published(Defense defense, string[] names) =>
        defense != Defense.Trimming && PublishedCombination.Of(names, defense != Defense.None) is { } row
            ? [double.NaN, row.HitRate, double.NaN, row.TargetHitRate]
            : null;

    // An attack beside none, a defense beside none of it
    private string Note(Defense defense, int attack, StepCache cache)
    {
        if (defense == Defense.None && attack == 0)
            return "";
        var (without, rows) =
            defense == Defense.None
                ? (Victims(defense, []), attacked.Length - 1)
                : (Victims(Defense.None, attacked[attack].Fakes), attacked.Length * (defenses.Length - 1));
        return $"target HR {VictimRows.Lowered(Victims(defense, attacked[attack].Fakes), without, cache, rows)}";
    }

    private Step<VictimOutcome> Same(Defense defense, Step<FakesResult>[] fakes) => victims.Of(fakes, defense, removed: null, settings.Seed);

    private Step<VictimOutcome>[] Victims(Defense defense, Step<FakesResult>[] fakes) =>
        [.. settings.VictimSeeds.Select(seed => victims.Of(fakes, defense, removed: null, seed))];
}
