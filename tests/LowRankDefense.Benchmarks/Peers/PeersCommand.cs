using System.CommandLine;

namespace LowRankDefense.Benchmarks.Peers;

/// <summary><c>peers</c>: our core against NumPy, SciPy and scikit-learn, alternating, on the same machine.</summary>
internal static class PeersCommand
{
    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "Folder with the Gowalla data: train.csv and test.csv.", Required = true };
        var fakes = new Option<FileInfo>("--fakes")
        {
            Description = "Fakes file, as 'lowrank attack' writes it, for the detector's rows.",
            Required = true,
        };
        var peers = new Option<DirectoryInfo>("--peers") { Description = "Folder with the peers' scripts.", Required = true };
        var python = new Option<string>("--python")
        {
            Description = "Interpreter with NumPy, SciPy, pandas and scikit-learn.",
            DefaultValueFactory = _ => "/usr/bin/python3",
        };
        var runs = new Option<int>("--runs") { Description = "Runs; medians are printed.", DefaultValueFactory = _ => 5 };
        var output = new Option<FileInfo?>("--out") { Description = "Write the table to this Markdown file." };
        var command = new Command(
            "peers",
            "Times the core against peers, taking turns. Example: peers --data ../shared/datasets/gowalla --fakes fakes.csv --peers ../shared/peers"
        )
        {
            data,
            fakes,
            peers,
            python,
            runs,
            output,
        };
        command.SetAction(parse =>
        {
            var race = new PeerRace(parse.GetValue(data)!, parse.GetValue(fakes)!, parse.GetValue(peers)!, parse.GetValue(python)!);
            for (var run = 1; run <= parse.GetValue(runs); run++)
            {
                Console.Error.WriteLine($"run {run} of {parse.GetValue(runs)}");
                race.Run();
            }

            var text = race.ToMarkdown();
            Console.WriteLine(text);
            if (parse.GetValue(output) is { } file)
                File.WriteAllText(file.FullName, text);
        });
        return command;
    }
}
