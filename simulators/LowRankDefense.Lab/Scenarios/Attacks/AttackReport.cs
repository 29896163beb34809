using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Attacks;
using ScottPlot;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>The web page of a learned attack.</summary>
internal static class AttackReport
{
    private const int Width = 640;
    private const int Height = 400;

    /// <summary>Writes the page.</summary>
    /// <param name="file">Where to; its folder is made where it is missing.</param>
    /// <param name="attack">Name of the attack.</param>
    /// <param name="shown">Places of a list.</param>
    /// <param name="history">Its steps; without any there are no curves.</param>
    /// <param name="figures">What came of it.</param>
    public static void Write(FileInfo file, string attack, int shown, IReadOnlyList<AttackStep> history, IEnumerable<Figure> figures)
    {
        var page = new HtmlPage($"LowRankDefense: {attack}", $"What {attack} has learnt");
        if (history.Count > 0)
        {
            page.Plots([
                (
                    Curve(history, s => 100 * s.TargetHitRate, "% of the genuine users shown a target"),
                    $"Who is shown a target among {shown} items by the surrogate that was trained on the fakes of each step."
                ),
                (Curve(history, s => s.Loss, "loss"), "How far that surrogate is from what the attack wants: the lower, the nearer."),
                // Where all steps have as many there is nothing to look at.
                .. history.DistinctBy(s => s.Clicks).Skip(1).Any()
                    ? [(Curve(history, s => s.Clicks, "interactions of all fakes"), "How much the fakes do.")]
                    : Array.Empty<(string, string)>(),
            ]);
        }

        page.Figures(figures).Write(file);
    }

    private static string Curve(IReadOnlyList<AttackStep> history, Func<AttackStep, double> figure, string name)
    {
        using var plot = new Plot();
        plot.Add.Scatter(history.Select(s => (double)s.Epoch).ToArray(), history.Select(figure).ToArray(), Color.FromHex("#D55E00"));
        plot.XLabel("step");
        plot.YLabel(name);
        return plot.GetSvgXml(Width, Height);
    }
}
