namespace LowRankDefense.Lab.Scenarios.Reproduction.Studies;

/// <summary>What a study has come to.</summary>
/// <param name="Name">Name of the study, such as <c>table1</c>.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Remarks">What there is to say, a paragraph each.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Plots">Its plots.</param>
internal sealed record StudyResult(
    string Name,
    string Title,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<StudyTable> Tables,
    IReadOnlyList<StudyPlot> Plots
)
{
    /// <summary>The same of other data than the paper's: its figures do not stand beside these.</summary>
    public StudyResult WithoutPublished() =>
        this with
        {
            Tables =
            [
                .. Tables.Select(t =>
                    t with
                    {
                        Rows = [.. t.Rows.Select(r => r with { Cells = [.. r.Cells.Select(c => c is null ? null : c with { Published = null })] })],
                    }
                ),
            ],
        };
}

/// <summary>A table of figures, each of several seeds.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="Columns">Name of each column of figures.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Decimals">Of each figure, for people.</param>
/// <param name="DiffersFromRunToRun">Whether its figures are of the machine and the moment: a rerun has others, and they are not among the numbers of the CSV.</param>
internal sealed record StudyTable(
    string Title,
    IReadOnlyList<string> Columns,
    IReadOnlyList<StudyRow> Rows,
    int Decimals = 4,
    bool DiffersFromRunToRun = false
);

/// <summary>A row.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Cells">A figure for each column; null where there is none.</param>
/// <param name="Note">What else there is to say, or empty.</param>
internal sealed record StudyRow(string Label, IReadOnlyList<Reproduced?> Cells, string Note = "");

/// <summary>Curves over a common axis, or points.</summary>
/// <param name="Title">Stands above it.</param>
/// <param name="XAxis">What is drawn to the right.</param>
/// <param name="YAxis">What is drawn upwards.</param>
/// <param name="Series">The curves.</param>
/// <param name="AreLines">Whether points are joined.</param>
/// <param name="Caption">What is to be seen.</param>
internal sealed record StudyPlot(string Title, string XAxis, string YAxis, IReadOnlyList<PlotSeries> Series, bool AreLines, string Caption);

/// <summary>One curve.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="X">Abscissas.</param>
/// <param name="Y">As many ordinates; NaN where there is none.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y);
