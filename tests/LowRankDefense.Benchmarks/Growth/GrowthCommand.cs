using System.CommandLine;

namespace LowRankDefense.Benchmarks.Growth;

/// <summary><c>growth</c>: events a second over the length of profiles, the catalogue and the users of a worker.</summary>
internal static class GrowthCommand
{
    public static Command Create()
    {
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for growth.md and growth.png.", Required = true };
        var stores = new Option<DirectoryInfo>("--stores")
        {
            Description = "Folder for the RocksDB stores, on the disk that is to be measured; 10⁷ users take about 10 GB.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetTempPath()),
        };
        var users = new Option<int>("--users") { Description = "The most users, 10,000 or more.", DefaultValueFactory = _ => 10_000_000 };
        var command = new Command(
            "growth",
            "Times the event path over profiles of 10 to 512 events, 10³ to 10⁶ items and 10⁴ to 10⁷ users on RocksDB. Example: growth --out Results --users 1000000"
        )
        {
            output,
            stores,
            users,
        };
        command.SetAction(parse =>
        {
            var run = new GrowthRun(parse.GetValue(stores)!, parse.GetValue(users));
            run.Run();
            var text = GrowthReport.ToMarkdown(run.Results);
            Console.WriteLine(text);
            var folder = Directory.CreateDirectory(parse.GetValue(output)!.FullName).FullName;
            File.WriteAllText(Path.Combine(folder, "growth.md"), text);
            GrowthReport.Plot(run.Results, Path.Combine(folder, "growth.png"));
        });
        return command;
    }
}
