using System.CommandLine;

namespace LowRankDefense.Benchmarks.Scaling;

/// <summary><c>scaling</c>: seconds over 10⁵ to 10⁷ interactions, with the fitted exponent.</summary>
internal static class ScalingCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for scaling.md and scaling.png.", Required = true };
        var command = new Command(
            "scaling",
            "Times the core over 10⁵ to 10⁷ synthetic interactions and fits the exponent. Example: scaling --out Results"
        )
        {
            output,
        };
        command.SetAction(parse =>
        {
            var run = new ScalingRun();
            run.Run();
            run.RunDenser();
            var text = run.ToMarkdown();
            Console.WriteLine(text);
            var folder = Directory.CreateDirectory(parse.GetValue(output)!.FullName).FullName;
            File.WriteAllText(Path.Combine(folder, "scaling.md"), text);
            run.Plot(Path.Combine(folder, "scaling.png"));
        });
        return command;
    }
}
