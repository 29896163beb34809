using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank population</c>: writes a data set of genuine users, with drift, trends, returns and crawlers in it.</summary>
internal sealed class PopulationCommand : Verb
{
    private const string RatingsFile = "ratings.csv";
    private const string TrendsFile = "trends.csv";
    private const string TruthFile = "truth.csv";
    private static readonly TrendOptions Default = new();
    private static readonly VisitorOptions Visitors = new();
    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description =
            $"Folder to write: {RatingsFile}, {TrendsFile}, which says who followed which trend, and {TruthFile}, which says what each account is; made where it is missing.",
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
    private readonly Option<double> viralOld = Share(
        "--viral-old-rate",
        "Share of the users before who come back for such an item.",
        Default.ViralOldRate
    );
    private readonly Option<double> returning = Share(
        "--returning",
        "Share of the users who come back, a tenth of all the time later or more, for a second visit.",
        Visitors.ReturningShare
    );
    private readonly Option<double> growth = new Option<double>("--returning-growth")
    {
        Description = "Clicks of a second visit for each of the first.",
        DefaultValueFactory = _ => Visitors.ReturningGrowth,
    }.Must(g => g is >= 0.1 and <= 10, "0.1 to 10");
    private readonly Option<int> crawlers = new Option<int>("--crawlers")
    {
        Description = "Accounts that walk through a part of the catalogue, by id or category by category, and push nothing.",
        DefaultValueFactory = _ => Visitors.Crawlers,
    }.Must(n => n is >= 0 and <= 10_000, "0 to 10000");
    private readonly Option<double> crawled = new Option<double>("--crawled-share")
    {
        Description = "Share of the catalogue that each of them walks through.",
        DefaultValueFactory = _ => Visitors.CrawledShare,
    }.Must(s => s is >= 0.001 and <= 1, "0.001 to 1");
    private readonly Option<int> pace = new Option<int>("--crawler-pace")
    {
        Description = "Milliseconds from one click of theirs to the next.",
        DefaultValueFactory = _ => Visitors.CrawlerPace,
    }.Must(ms => ms is >= 1 and <= 3_600_000, "1 to 3600000");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public PopulationCommand(IAnsiConsole console)
        : base(
            console,
            "population",
            "Writes a synthetic data set in which nobody is fake: tastes and popularities that drift, items that surge among new users or go viral, users who come back, machines that crawl.",
            "population --out lively --users 6000 --items 3000 --returning 0.3 --crawlers 20 --seed 7"
        ) =>
        Takes([
            output,
            users,
            items,
            interactions,
            drift,
            surgeItems,
            surgeRate,
            viral,
            viralRate,
            viralOld,
            returning,
            growth,
            crawlers,
            crawled,
            pace,
            Seed,
            Json,
        ]);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var population = LivelyPopulation.Draw(
            new PopulationOptions
            {
                Users = parse.GetValue(users),
                Items = parse.GetValue(items),
                MeanInteractions = parse.GetValue(interactions),
                Drift = parse.GetValue(drift),
            },
            TrendsOf(parse),
            new SeededRandom(parse.GetValue(Seed)),
            VisitorsOf(parse)
        );
        var folder = Directory.CreateDirectory(parse.GetRequiredValue(output).FullName).FullName;
        FakesFile.Write(Path.Combine(folder, RatingsFile), population.Ratings);
        TrendClick.Write(Path.Combine(folder, TrendsFile), population.Trends);
        RolesFile.Write(Path.Combine(folder, TruthFile), population.Roles);
        Report(parse, $"population written to {folder}", FiguresOf(population));
        return Task.FromResult(ExitCodes.Done);
    }

    private static Figure[] FiguresOf(LivelyPopulation population) =>
        [
            new("users", population.Roles.Count, "accounts, all genuine, in order of arrival"),
            new("interactions", population.Ratings.Count, "interactions of theirs, each with its time"),
            new("surge_items", ItemsOf(population, Trend.Surge), "items that surge"),
            new("surge_users", UsersOf(population, Trend.Surge), "users who took to one or more of them"),
            new("viral_items", ItemsOf(population, Trend.Viral), "items that went viral"),
            new("viral_users", UsersOf(population, Trend.Viral), "users who clicked one or more of them"),
            new("returning_users", CountOf(population, UserRole.Returning), "users who came back for a second visit"),
            new("crawlers", CountOf(population, UserRole.Crawler), "accounts that walk through the catalogue"),
        ];

    private TrendOptions TrendsOf(ParseResult parse) =>
        new()
        {
            SurgeItems = parse.GetValue(surgeItems),
            SurgeRate = parse.GetValue(surgeRate),
            ViralItems = parse.GetValue(viral),
            ViralRate = parse.GetValue(viralRate),
            ViralOldRate = parse.GetValue(viralOld),
        };

    private VisitorOptions VisitorsOf(ParseResult parse) =>
        new()
        {
            ReturningShare = parse.GetValue(returning),
            ReturningGrowth = parse.GetValue(growth),
            Crawlers = parse.GetValue(crawlers),
            CrawledShare = parse.GetValue(crawled),
            CrawlerPace = parse.GetValue(pace),
        };

    private static Option<double> Share(string name, string description, double value) =>
        new Option<double>(name) { Description = description, DefaultValueFactory = _ => value }.Must(s => s is >= 0 and <= 1, "a share, 0 to 1");

    private static Option<int> Count(string name, string description, int value) =>
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => value }.Must(n => n is >= 0 and <= 100, "0 to 100");

    private static string[] ItemsOf(LivelyPopulation population, Trend trend) =>
        [.. population.Trends.Where(c => c.Trend == trend).Select(c => c.Item).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static int UsersOf(LivelyPopulation population, Trend trend) =>
        population.Trends.Where(c => c.Trend == trend).Select(c => c.User).Distinct(StringComparer.Ordinal).Count();

    private static int CountOf(LivelyPopulation population, UserRole role) => population.Roles.Count(r => r.Value == role);
}
