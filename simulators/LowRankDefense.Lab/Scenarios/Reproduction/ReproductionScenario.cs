using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Inputs;
using LowRankDefense.Lab.Scenarios.Reproduction.Pages;
using LowRankDefense.Lab.Scenarios.Reproduction.Steps;
using LowRankDefense.Lab.Scenarios.Reproduction.Studies;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Reproduction;

/// <summary>Computes studies step by step, each result kept, and writes the page, the same as text, and every number.</summary>
internal sealed class ReproductionScenario
{
    private const string CacheFolder = "cache";

    private static readonly (string Name, Func<StudySettings, Study> Of)[] Entries =
    [
        ("table1", TableOne.Of),
        ("table2", TableTwo.Of),
        ("table3", TableThree.Of),
        ("defenses", DefenseStudy.Of),
        ("fig1", FigureOne.Of),
        ("fig2", FigureTwo.Of),
        ("fig3", PmfFigures.Three),
        ("fig4", PmfFigures.Four),
        ("fig5", PmfFigures.Five),
        ("fig6", PmfFigures.Six),
    ];

    /// <summary>Names of all studies, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(e => e.Name)];

    /// <summary>Where progress is told.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>What studies are made with.</summary>
    public required StudySettings Settings { get; init; }

    /// <summary>Where results are written, and kept step by step.</summary>
    public required DirectoryInfo Output { get; init; }

    /// <summary>Computes what was not computed, and writes all of it.</summary>
    /// <param name="names">Names of studies.</param>
    /// <param name="setting">What it is made with, for the page.</param>
    /// <param name="stop">Gives up; what was computed stays.</param>
    /// <returns>The studies.</returns>
    public IReadOnlyList<StudyResult> Run(IReadOnlyCollection<string> names, IReadOnlyList<Figure> setting, CancellationToken stop)
    {
        Study[] studies = [.. Entries.Where(e => names.Contains(e.Name)).Select(e => e.Of(Settings))];
        var cache = new StepCache(new DirectoryInfo(Path.Combine(Output.FullName, CacheFolder)));
        new StepGraph(studies.SelectMany(s => s.Steps)).Run(cache, Tell, stop);
        StudyResult[] results = Array.ConvertAll(studies, s => Settings.IsOfPaper ? s.Report(cache) : s.Report(cache).WithoutPublished());
        ReproductionPage.Write(new FileInfo(PathOf("reproduction.html")), results, setting);
        File.WriteAllText(PathOf("reproduction.md"), ReproductionText.Markdown(results, setting));
        File.WriteAllText(PathOf("reproduction.csv"), ReproductionText.Csv(results));
        return results;
    }

    private string PathOf(string file) => Path.Combine(Output.FullName, file);

    private void Tell(StepProgress progress)
    {
        var remaining =
            progress.Remaining is { } left && left > TimeSpan.Zero ? $", about {Math.Max(1, Math.Round(left.TotalMinutes))} min remain" : "";
        Console.WriteLine($"{progress.Done} of {progress.All}{remaining}: {progress.Next}");
    }
}
