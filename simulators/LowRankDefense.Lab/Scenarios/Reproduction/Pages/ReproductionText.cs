using System.Globalization;
using System.Text;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Reproduction.Studies;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Pages;

/// <summary>Studies as Markdown, and every number of theirs that a rerun has again as CSV.</summary>
internal static class ReproductionText
{
    /// <summary>The tables and what is said of them; curves are numbers of the CSV.</summary>
    /// <param name="studies">What is shown.</param>
    /// <param name="setting">What it was made with.</param>
    public static string Markdown(IReadOnlyList<StudyResult> studies, IReadOnlyList<Figure> setting)
    {
        var text = new StringBuilder("# Low-rank Defenses Against Adversarial Attacks in Recommender Systems, reproduced\n");
        foreach (var study in studies)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {study.Title}\n");
            foreach (var remark in study.Remarks)
                text.Append(CultureInfo.InvariantCulture, $"\n{remark}\n");
            foreach (var table in study.Tables)
                Add(text, table);
        }

        text.Append("\n## What the numbers mean\n\n");
        foreach (var (name, meaning) in Definitions.All)
            text.Append(CultureInfo.InvariantCulture, $"- {name}: {meaning}\n");
        text.Append("\n## Made with\n\n");
        foreach (var figure in setting)
            text.Append(CultureInfo.InvariantCulture, $"- {figure.Name}: {figure.Text} ({figure.Definition})\n");
        return text.ToString();
    }

    /// <summary>A line a number: <c>study,part,row,column,seed,value,published</c>; for curves the row is the curve and the column the abscissa.</summary>
    /// <param name="studies">What is told.</param>
    public static string Csv(IReadOnlyList<StudyResult> studies)
    {
        var text = new StringBuilder("study,part,row,column,seed,value,published\n");
        foreach (var study in studies)
        {
            foreach (var table in study.Tables.Where(t => !t.DiffersFromRunToRun))
            foreach (var row in table.Rows)
                for (var column = 0; column < row.Cells.Count; column++)
                    foreach (var (value, seed) in (row.Cells[column]?.Values ?? []).Select((v, at) => (v, at + 1)))
                        Line(text, study.Name, table.Title, row.Label, table.Columns[column], Number(seed), value, row.Cells[column]!.Published);
            foreach (var plot in study.Plots)
            foreach (var series in plot.Series)
                for (var i = 0; i < series.X.Count; i++)
                    Line(text, study.Name, plot.Title, series.Name, Number(series.X[i]), "", series.Y[i], published: null);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, StudyTable table)
    {
        string[] heads = ["", .. table.Columns, "note"];
        text.Append(CultureInfo.InvariantCulture, $"\n**{table.Title}**\n\n| {string.Join(" | ", heads)} |\n|---|");
        text.Insert(text.Length, "---|", heads.Length - 1).Append('\n');
        foreach (var row in table.Rows)
        {
            string[] cells = [row.Label, .. row.Cells.Select(c => Numbers.Text(c, table.Decimals)), row.Note];
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
        }
    }

    private static void Line(StringBuilder text, string study, string part, string row, string column, string seed, double value, double? published)
    {
        string[] words = [study, part, row, column];
        var quoted = words.Select(w => w.IndexOfAny([',', '"', '\n']) < 0 ? w : $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        text.Append(
            CultureInfo.InvariantCulture,
            $"{string.Join(',', quoted)},{seed},{(double.IsFinite(value) ? Number(value) : "")},{(published is { } p ? Number(p) : "")}\n"
        );
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
