using System.Globalization;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Attacks;

/// <summary>What fakes do to victims, as a table for people.</summary>
internal static class HarmTable
{
    /// <summary>Prints it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="rows">One a victim and attack; none, and nothing is printed.</param>
    /// <param name="shown">Places of a list.</param>
    public static void Print(IAnsiConsole console, IReadOnlyList<VictimHarm> rows, int shown)
    {
        if (rows.Count == 0)
            return;
        var published = rows.Any(r => r.Published is not null);
        var table = new Table().Border(TableBorder.Rounded).Title($"share of the users with a test item that have a target in their top {shown}");
        table.AddColumns("victim", "fakes", "mean", "gain", "95 % interval", $"recall@{shown}");
        if (published)
            table.AddColumn("published");
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.Victim,
                row.Fakes,
                Share(row.TargetHit),
                row.Lift is { } lift ? lift.ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture) : "",
                row.LiftLow is null ? "" : $"{Share(row.LiftLow.Value)} to {Share(row.LiftHigh!.Value)}",
                Share(row.Recall),
                .. published ? [row.Published is { } paper ? Share(paper) : ""] : Array.Empty<string>(),
            ];
            table.AddRow(Array.ConvertAll(cells, Markup.Escape));
        }

        console.Write(table);
    }

    private static string Share(double share) => share.ToString("0.0000", CultureInfo.InvariantCulture);
}
