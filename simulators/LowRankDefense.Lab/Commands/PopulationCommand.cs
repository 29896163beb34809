using System.CommandLine;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank population</c>: writes a data set of genuine users, with drift and trends in it.</summary>
internal sealed class PopulationCommand : Verb
{
    private const string RatingsFile = "ratings.csv";
    private const string TrendsFile = "trends.csv";
    private static readonly TrendOptions Default = new();
    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = $"Folder to write: {RatingsFile}, and {TrendsFile}, which says who followed which trend; made where it is missing.",
        Required = true,
    };
    private readonly Option<int> users = new Option<int>("--users") { Description = "Users.", DefaultValueFactory = _ => 6_000 }.Must(
        n => n is >= 10 and <= 10_000_000,
        "10 to 10000000"
    );
    private readonly Option<int> items = new Option<int>("--items") { Description = "Items.", DefaultValueFactory = _ => 3_000 }.Must(
        n => n is >= 10 and <= 10_000_000,
        "10 to 10000000"
    );
    private readonly Option<int> interactions = new Option<int>("--interactions")
    {
        Description = "Mean interactions of a user.",
        DefaultValueFactory = _ => new PopulationOptions().MeanInteractions,
    }.Must(n => n is >= 8 and <= 10_000, "8 to 10000");
    private readonly Option<double> drift = Share(
        "--drift",
        "How far popularities have changed from the first user to the last: at 1 every item has that of another one.",
        1
    );
    private readonly Option<int> surgeItems = Count(
        "--surge-items",
        "Items that surge among those who are new between 70 and 80 % of the users.",
        Default.SurgeItems
    );
    private readonly Option<double> surgeRate = Share("--surge-rate", "Share of these users who take to such an item.", Default.SurgeRate);
    private readonly Option<int> viral = Count("--viral", "Items that go viral behind 85 % of the users.", Default.ViralItems);
    private readonly Option<double> viralRate = Share("--viral-rate", "Share of these users who click such an item.", Default.ViralRate);

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public PopulationCommand(IAnsiConsole console)
        : base(
            console,
            "population",
            "Writes a synthetic data set in which nobody is fake: tastes and popularities that drift, items that surge among new users or go viral.",
            "population --out lively --users 6000 --items 3000 --seed 7"
        ) => Takes(output, users, items, interactions, drift, surgeItems, surgeRate, viral, viralRate, Seed, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var options = new PopulationOptions
        {
            Users = parse.GetValue(users),
            Items = parse.GetValue(items),
            MeanInteractions = parse.GetValue(interactions),
            Drift = parse.GetValue(drift),
        };
        var trends = new TrendOptions
        {
            SurgeItems = parse.GetValue(surgeItems),
            SurgeRate = parse.GetValue(surgeRate),
            ViralItems = parse.GetValue(viral),
            ViralRate = parse.GetValue(viralRate),
        };
        var population = LivelyPopulation.Draw(options, trends, new SeededRandom(parse.GetValue(Seed)));
        var folder = Directory.CreateDirectory(parse.GetRequiredValue(output).FullName).FullName;
        FakesFile.Write(Path.Combine(folder, RatingsFile), population.Ratings);
        TrendClick.Write(Path.Combine(folder, TrendsFile), population.Trends);
        Report(
            parse,
            $"population written to {folder}",
            [
                new("users", options.Users, "users, all genuine, in order of arrival"),
                new("interactions", population.Ratings.Count, "interactions of theirs, each with its time"),
                new("surge_items", ItemsOf(population, Trend.Surge), "items that surge"),
                new("surge_users", UsersOf(population, Trend.Surge), "users who took to one or more of them"),
                new("viral_items", ItemsOf(population, Trend.Viral), "items that went viral"),
                new("viral_users", UsersOf(population, Trend.Viral), "users who clicked one or more of them"),
            ]
        );
        return Task.FromResult(ExitCodes.Done);
    }

    private static Option<double> Share(string name, string description, double value) =>
        new Option<double>(name) { Description = description, DefaultValueFactory = _ => value }.Must(s => s is >= 0 and <= 1, "a share, 0 to 1");

    private static Option<int> Count(string name, string description, int value) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => value }.Must(n => n is >= 0 and <= 100, "0 to 100");

    private static string[] ItemsOf(LivelyPopulation population, Trend trend) =>
        [.. population.Trends.Where(c => c.Trend == trend).Select(c => c.Item).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static int UsersOf(LivelyPopulation population, Trend trend) =>
        population.Trends.Where(c => c.Trend == trend).Select(c => c.User).Distinct(StringComparer.Ordinal).Count();
}
