using System.Globalization;
using System.Text;
using LowRankDefense.Core.Detection.Catalog;

namespace LowRankDefense.Lab.Scenarios.Attacks.Comparison;

/// <summary>A comparison of attacks, as a page of Markdown.</summary>
/// <param name="title">Name of the data set.</param>
/// <param name="shown">Places of a list.</param>
/// <param name="rows">What was measured; the first row is without an attack.</param>
/// <param name="omitted">Attacks that could not be made on the data, each with the reason.</param>
internal sealed class AttackTable(string title, int shown, IReadOnlyList<AttackRow> rows, IReadOnlyList<string> omitted)
{
    /// <summary>The page.</summary>
    /// <param name="setting">What was measured on, and the command line that measures it again.</param>
    public string ToMarkdown(string setting)
    {
        var text = new StringBuilder(
            string.Create(CultureInfo.InvariantCulture, $"# What attacks do to recommenders of {title}, and what is found of them\n\n")
        );
        text.AppendLine(setting);
        text.AppendLine();
        string[] heads =
        [
            "attack",
            "fakes",
            "items each",
            .. AttackComparison.Victims,
            "held",
            .. DetectorCatalog.Names,
            "fakes before the alert",
            "events to the verdict",
        ];
        text.AppendLine(Line(heads)).Append("|---|").Insert(text.Length, "---:|", heads.Length - 1).AppendLine();
        foreach (var row in rows)
            text.AppendLine(Line(Cells(row)));
        text.Append(Legend());
        foreach (var reason in omitted)
            text.Append(CultureInfo.InvariantCulture, $"- Not measured: {reason}\n");
        return text.ToString();
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private static string[] Cells(AttackRow row) =>
        [
            row.Attack,
            Number(row.Fakes),
            row.Clicks.ToString("0.#", CultureInfo.InvariantCulture),
            .. row.TargetHits.Select(h => h.ToString("0.0000", CultureInfo.InvariantCulture)),
            row.Held.ToString(),
            .. row.ByDetector.Select(d => d.ToString()),
            Number(row.FakesBeforeAlert),
            Number(row.EventsToVerdict),
        ];

    private static string Number(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "–";

    private string Legend() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""

            - `{string.Join(
                "`, `",
                AttackComparison.Victims
            )}`: share of the genuine users with a held-out item who have a target among their first {shown}, where the recommender is trained with the fakes; the first row is without any.
            - `held`: recall of all detectors together, as the worker has them, in the end; in brackets the genuine users held. `{string.Join(
                "`, `",
                DetectorCatalog.Names
            )}`: the same of each alone, at its own threshold. No labels; detectors have not been shown the classical attack that a row is named by, nor what looks like it; for fakes from files nothing is kept from them.
            - `fakes before the alert`: how many had come when a campaign or a crowd first held one. `events to the verdict`: median of the events of a fake until it is convicted, drawn in any order; – for never.

            """
        );
}
