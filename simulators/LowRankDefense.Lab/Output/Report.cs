using Spectre.Console;

namespace LowRankDefense.Lab.Output;

/// <summary>The result of a verb for people.</summary>
internal static class Report
{
    /// <summary>Prints figures as a table of names, values and definitions.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="title">Stands above the table.</param>
    /// <param name="figures">One a row.</param>
    public static void Print(IAnsiConsole console, string title, IEnumerable<Figure> figures)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(title));
        table.AddColumn(new TableColumn("figure").NoWrap()).AddColumns("value", "what it is");
        foreach (var figure in figures)
            table.AddRow(Markup.Escape(figure.Name), Markup.Escape(figure.Text), Markup.Escape(figure.Definition));
        console.Write(table);
    }
}
