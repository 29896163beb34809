using System.Globalization;
using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>Prints a result as a table of names, values and, where given, definitions.</summary>
internal static class Figures
{
    public static void Print(string title, IEnumerable<(string Name, object? Value, string Definition)> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title)).AddColumns("figure", "value", "what it is");
        foreach (var (name, value, definition) in rows)
            table.AddRow(Markup.Escape(name), Markup.Escape(Text(value)), Markup.Escape(definition));
        AnsiConsole.Write(table);
    }

    public static string Text(object? value) =>
        value switch
        {
            double number => number.ToString(Math.Abs(number) >= 100 ? "N0" : "0.####", CultureInfo.InvariantCulture),
            int number => number.ToString("N0", CultureInfo.InvariantCulture),
            long number => number.ToString("N0", CultureInfo.InvariantCulture),
            null => "–",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
}
