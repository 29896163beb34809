using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Figures 3 to 6: PMF on MovieLens against the rank of a reconstruction, and against the share of new values.</summary>
internal static class PmfFigures
{
    private const int PmfRank = 10;

    private static readonly double[] Shares = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 1];

    /// <summary>Figure 3: recall and precision against the rank, clean and attacked.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Three(StudySettings settings)
    {
        var pmf = new PmfSteps(settings, new AttackSteps(settings));
        var curves = CleanAndAttacked((attacked, rank) => pmf.Reconstructed(attacked, PmfRank, rank), settings.SvdRanks);
        var asTheyAre = new[] { false, true }.Select(attacked => pmf.Reconstructed(attacked, PmfRank, 0)).ToArray();
        return new Study(
            "fig3",
            [.. curves.SelectMany(c => c.Steps), .. asTheyAre],
            cache => new StudyResult(
                "fig3",
                "Figure 3: PMF on low-rank reconstructions",
                [
                    $"PMF of rank {PmfRank} learns from the reconstruction of the whole matrix, observed cells by their reconstructed values and as many new ones. The horizontal curves are without reconstruction. The paper sees a gain up to rank 120, and a loss behind it where fakes are in.",
                ],
                [.. Tables(curves, settings.SvdRanks, cache)],
                Plots("SVD rank", settings.SvdRanks, curves, asTheyAre, cache)
            )
        );
    }

    /// <summary>Figure 4: the same for several ranks of PMF.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Four(StudySettings settings)
    {
        var pmf = new PmfSteps(settings, new AttackSteps(settings));
        var curves = settings
            .PmfRanks.SelectMany(r =>
                CleanAndAttacked((attacked, rank) => pmf.Reconstructed(attacked, r, rank), settings.SvdRanks)
                    .Select(c => c with { Name = $"PMF {r}, {c.Name}" })
            )
            .ToArray();
        return new Study(
            "fig4",
            [.. curves.SelectMany(c => c.Steps)],
            cache => new StudyResult(
                "fig4",
                "Figure 4: PMF of several ranks on low-rank reconstructions",
                ["As figure 3."],
                [.. Tables(curves, settings.SvdRanks, cache)],
                Plots("SVD rank", settings.SvdRanks, curves, [], cache)
            )
        );
    }

    /// <summary>Figure 5: latent factors moved into the singular space.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Five(StudySettings settings)
    {
        var pmf = new PmfSteps(settings, new AttackSteps(settings));
        var curves = CleanAndAttacked((attacked, rank) => pmf.Transformed(attacked, PmfRank, rank), settings.SvdRanks);
        var asTheyAre = new[] { false, true }.Select(attacked => pmf.Reconstructed(attacked, PmfRank, 0)).ToArray();
        return new Study(
            "fig5",
            [.. curves.SelectMany(c => c.Steps), .. asTheyAre],
            cache => new StudyResult(
                "fig5",
                "Figure 5: latent factors moved into the space of the leading singular vectors",
                [
                    $"PMF of rank {PmfRank} learns from the ratings as they are; A' = U Uᵀ A, B' = V Vᵀ B. The horizontal curves are without transformation.",
                ],
                [.. Tables(curves, settings.SvdRanks, cache)],
                Plots("SVD rank", settings.SvdRanks, curves, asTheyAre, cache)
            )
        );
    }

    /// <summary>Figure 6: new values against transformation.</summary>
    /// <param name="settings">What it is made with.</param>
    public static Study Six(StudySettings settings)
    {
        var pmf = new PmfSteps(settings, new AttackSteps(settings));
        Curve[] curves =
        [
            .. from rank in settings.RanksOfNewValues
            from strongest in new[] { true, false }
            from transformed in new[] { false, true }
            select new Curve(
                $"rank {rank}, {(strongest ? "strongest first" : "in random order")}, {(transformed ? "transformed" : "as learnt")}",
                [.. Shares.Select(share => pmf.WithNewValues(PmfRank, rank, share, strongest, transformed))]
            ),
        ];
        return new Study(
            "fig6",
            [.. curves.SelectMany(c => c.Steps)],
            cache => new StudyResult(
                "fig6",
                "Figure 6: transformation against new values",
                [
                    "Attacked ratings as they are, and a share of the cells above 0 that a reconstruction of the whole matrix fills in; PMF's factors as they are learnt, and moved into the singular space of the same rank. The paper sees little in either alone, and a gain in both together.",
                ],
                [.. Tables(curves, [.. Shares.Select(s => (int)Math.Round(100 * s))], cache)],
                Plots("% of the new values", [.. Shares.Select(s => (int)Math.Round(100 * s))], curves, [], cache)
            )
        );
    }

    private static Curve[] CleanAndAttacked(Func<bool, int, Step<PmfOutcome>> of, IReadOnlyList<int> ranks) =>
        [new Curve("clean", [.. ranks.Select(rank => of(false, rank))]), new Curve("attacked", [.. ranks.Select(rank => of(true, rank))])];

    private static IEnumerable<StudyTable> Tables(IReadOnlyList<Curve> curves, IReadOnlyList<int> at, StepCache cache)
    {
        foreach (var (name, values) in Measures)
        {
            yield return new StudyTable(
                name,
                [.. at.Select(x => $"{x}")],
                [.. curves.Select(c => new StudyRow(c.Name, [.. c.Steps.Select(s => new Reproduced(values(s.In(cache))))]))]
            );
        }
    }

    private static StudyPlot[] Plots(
        string axis,
        IReadOnlyList<int> at,
        IReadOnlyList<Curve> curves,
        IReadOnlyList<Step<PmfOutcome>> asTheyAre,
        StepCache cache
    ) =>
        [
            .. Measures.Select(m => new StudyPlot(
                m.Name,
                axis,
                m.Name,
                [
                    .. curves.Select(c => new PlotSeries(
                        c.Name,
                        [.. at.Select(x => (double)x)],
                        [.. c.Steps.Select(s => m.Of(s.In(cache)).Average())]
                    )),
                    .. asTheyAre.Select(
                        (s, attacked) =>
                            new PlotSeries(
                                attacked == 0 ? "clean, as it is" : "attacked, as it is",
                                [at[0], at[^1]],
                                [m.Of(s.In(cache)).Average(), m.Of(s.In(cache)).Average()]
                            )
                    ),
                ],
                AreLines: true,
                "Means over seeds."
            )),
        ];

    private static (string Name, Func<PmfOutcome, double[]> Of)[] Measures => [("recall@10", o => o.Recalls), ("precision@10", o => o.Precisions)];

    private sealed record Curve(string Name, IReadOnlyList<Step<PmfOutcome>> Steps);
}
