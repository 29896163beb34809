using System.Globalization;
using LowRankDefense.Core.Evaluation.Significance;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>Rows of tables I to III: victims of one kind, over seeds, and whether a defense lowers what the attack has raised.</summary>
internal static class VictimRows
{
    /// <summary>From where on a difference may be chance.</summary>
    public const double Level = 0.05;

    /// <summary>Names of the columns.</summary>
    /// <param name="shown">Places of a list.</param>
    public static string[] Columns(int shown) => [$"Recall@{shown}", $"HR@{shown}", $"target Recall@{shown}", $"target HR@{shown}"];

    /// <summary>What the paper has of table II, in the order of the columns.</summary>
    /// <param name="row">A row of it.</param>
    public static double[] Published(PublishedReconstruction row) => [row.Recall, row.HitRate, row.TargetRecall, row.TargetHitRate];

    /// <summary>A row.</summary>
    /// <param name="label">What it is of.</param>
    /// <param name="victims">One a seed.</param>
    /// <param name="cache">Has their results.</param>
    /// <param name="published">What the paper has, in the order of the columns; NaN where it has nothing, null for no figure at all.</param>
    /// <param name="note">What else there is to say.</param>
    public static StudyRow Of(string label, IReadOnlyList<Step<VictimOutcome>> victims, StepCache cache, double[]? published = null, string note = "")
    {
        VictimOutcome[] outcomes = [.. victims.Select(v => v.In(cache))];
        Func<VictimOutcome, double>[] figures = [o => o.Recall, o => o.HitRate, o => o.TargetRecall, o => o.TargetHitRate];
        return new StudyRow(
            label,
            [
                .. figures.Select(
                    (figure, column) =>
                        new Reproduced([.. outcomes.Select(figure)], published is null || double.IsNaN(published[column]) ? null : published[column])
                ),
            ],
            note
        );
    }

    /// <summary>Whether victims show a target to fewer than others of the same seeds, as a sentence.</summary>
    /// <inheritdoc cref="Chance"/>
    public static string Lowered(
        IReadOnlyList<Step<VictimOutcome>> defended,
        IReadOnlyList<Step<VictimOutcome>> undefended,
        StepCache cache,
        int rows
    )
    {
        var (change, p) = Compare(defended, undefended, cache, rows);
        var verdict =
            p >= Level ? "no difference beyond chance"
            : change < 0 ? "lowered"
            : "raised";
        var chance = p < 0.001 ? "< 0.001" : string.Create(CultureInfo.InvariantCulture, $"= {p:0.000}");
        return string.Create(CultureInfo.InvariantCulture, $"{verdict}: {change:+0.0000;-0.0000;0.0000}, p {chance}");
    }

    /// <summary>The chance that as many users or more differ where nothing does: paired t-test over users.</summary>
    /// <param name="defended">With the defense, one a seed.</param>
    /// <param name="undefended">Without it, of the same seeds.</param>
    /// <param name="cache">Has their results.</param>
    /// <param name="rows">So many such questions are asked at once: p is multiplied by it (Bonferroni).</param>
    public static double Chance(
        IReadOnlyList<Step<VictimOutcome>> defended,
        IReadOnlyList<Step<VictimOutcome>> undefended,
        StepCache cache,
        int rows
    ) => Compare(defended, undefended, cache, rows).P;

    private static (double Change, double P) Compare(
        IReadOnlyList<Step<VictimOutcome>> defended,
        IReadOnlyList<Step<VictimOutcome>> undefended,
        StepCache cache,
        int rows
    )
    {
        var (with, without) = (SharesOf(defended, cache), SharesOf(undefended, cache));
        return (with.Average() - without.Average(), Math.Min(1.0, StudentTest.Compute(with, without).PValue * rows));
    }

    // Of each user the share of seeds that show him a target
    private static double[] SharesOf(IReadOnlyList<Step<VictimOutcome>> victims, StepCache cache)
    {
        var shown = victims.Select(v => v.In(cache).ShownATarget).ToList();
        return [.. Enumerable.Range(0, shown[0].Length).Select(u => shown.Average(s => (double)s[u]))];
    }
}
