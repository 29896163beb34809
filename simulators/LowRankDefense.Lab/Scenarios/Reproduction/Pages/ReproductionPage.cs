using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Reproduction.Studies;
using ScottPlot;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Pages;

/// <summary>Studies as one web page that needs nothing else.</summary>
internal static class ReproductionPage
{
    private const int Width = 640;
    private const int Height = 420;

    // Okabe & Ito (2008): told apart by those who see few colours, too.
    private static readonly string[] Palette = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

    /// <summary>Writes the page.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="studies">What it shows.</param>
    /// <param name="setting">What it was made with, a figure a line.</param>
    public static void Write(FileInfo file, IReadOnlyList<StudyResult> studies, IReadOnlyList<Figure> setting)
    {
        var page = new HtmlPage(
            "LowRankDefense: the paper, reproduced",
            "Low-rank Defenses Against Adversarial Attacks in Recommender Systems, reproduced"
        );
        foreach (var study in studies)
            Add(page, study);
        page.Heading("What the numbers mean")
            .Table(["name", "what it is"], Definitions.All.Select(d => new[] { HtmlPage.Text(d.Name), HtmlPage.Text(d.Meaning) }));
        page.Figures(setting).Write(file);
    }

    private static void Add(HtmlPage page, StudyResult study)
    {
        page.Heading(study.Title);
        foreach (var remark in study.Remarks)
            page.Paragraph(remark);
        foreach (var table in study.Tables)
        {
            page.Paragraph(table.Title);
            page.Table(
                ["", .. table.Columns, "note"],
                table.Rows.Select(r =>
                    new[] { HtmlPage.Text(r.Label) }
                        .Concat(r.Cells.Select(c => HtmlPage.Text(Numbers.Text(c, table.Decimals))))
                        .Append(HtmlPage.Text(r.Note))
                        .ToArray()
                )
            );
        }

        if (study.Plots.Count > 0)
            page.Plots([.. study.Plots.Select(p => (Svg(p), $"{p.Title}. {p.Caption}"))]);
    }

    private static string Svg(StudyPlot plot)
    {
        using var drawn = new Plot();
        foreach (var (series, at) in plot.Series.Select((s, at) => (s, at)))
        {
            int[] told = [.. Enumerable.Range(0, series.X.Count).Where(i => double.IsFinite(series.Y[i]))];
            var (x, y) = (Array.ConvertAll(told, i => series.X[i]), Array.ConvertAll(told, i => series.Y[i]));
            var colour = Color.FromHex(Palette[at % Palette.Length]);
            var scatter = plot.AreLines ? drawn.Add.Scatter(x, y, colour) : drawn.Add.ScatterPoints(x, y, colour);
            scatter.LegendText = series.Name;
        }

        drawn.XLabel(plot.XAxis);
        drawn.YLabel(plot.YAxis);
        drawn.ShowLegend();
        return drawn.GetSvgXml(Width, Height);
    }
}
