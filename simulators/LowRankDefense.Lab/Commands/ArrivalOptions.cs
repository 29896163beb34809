using System.CommandLine;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Lab.Scenarios.ArrivalProtocol;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Commands;

/// <summary>What <c>evaluate detector --protocol arrivals</c> takes beside the other protocols.</summary>
internal sealed class ArrivalOptions
{
    /// <summary>Name of the protocol.</summary>
    public const string Protocol = "arrivals";

    private readonly Option<double> history = new Option<double>("--history")
    {
        Description = "arrivals: share of the users that are there before.",
        DefaultValueFactory = _ => 0.5,
    }.Must(h => h is > 0 and < 1, "a share between 0 and 1");
    private readonly Option<UserOrder?> order = new("--order")
    {
        Description = "arrivals: order of the users; without it by time where the data has times, else at random.",
    };
    private readonly Option<ArrivalPattern?> arrival = new("--arrival")
    {
        Description = "arrivals: when the fakes come; without it when a fakes file says, else in waves.",
    };
    private readonly Option<bool> aged = new("--aged")
    {
        Description = "arrivals: fakes act from accounts of genuine users of the history, which turn.",
    };
    private readonly Option<string> attack = CommonOptions.Attack();
    private readonly Option<int?> count = CommonOptions.Count("arrivals: fakes of --attack.");
    private readonly Option<double> share = CommonOptions.Share("arrivals: fakes of --attack per genuine user.");
    private readonly Option<string[]> targets = CommonOptions.Targets();
    private readonly Option<int> drawn = DrawnTargets("arrivals: ");
    private readonly Option<int> each = TargetsEach("arrivals: ");

    private readonly Option<int> neighbours = new Option<int>("--neighbours")
    {
        Description = "arrivals: items clicked in place of each target, those that its users have most; 0 to click the targets.",
    }.Must(n => n >= 0, "0 or more");

    private readonly Option<double?> pause = new Option<double?>("--pause")
    {
        Description =
            "arrivals: hours; who does not click for longer has ended a visit, and arrives again. Without it everybody arrives once, with all clicks.",
    }.Must(h => h is null or > 0, "more than 0");
    private readonly Option<FileInfo?> roles = CommonOptions.Input(
        "--roles",
        "arrivals: what the accounts of the data are, the truth.csv of 'lowrank population': who is held is counted for each role."
    );

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [history, order, pause, roles, arrival, aged, attack, count, share, targets, drawn, each, neighbours];

    /// <summary>How many targets are drawn.</summary>
    /// <param name="prefix">Stands before the description.</param>
    public static Option<int> DrawnTargets(string prefix = "") =>
        new Option<int>("--target-count")
        {
            Description = $"{prefix}targets that are drawn where none are named.",
            DefaultValueFactory = _ => TargetItems.Drawn,
        }.Must(n => n > 0, "1 or more");

    /// <summary>How many targets each fake has.</summary>
    /// <param name="prefix">Stands before the description.</param>
    public static Option<int> TargetsEach(string prefix = "") =>
        new Option<int>("--targets-each") { Description = $"{prefix}targets that each fake has, drawn for each; 0 for all." }.Must(
            n => n >= 0,
            "0 or more"
        );

    /// <summary>Refuses options that the protocol asked for does not look at.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="protocol">The protocol asked for.</param>
    /// <param name="others">Options that only the other protocols look at.</param>
    /// <exception cref="InvalidDataException">One of them was given.</exception>
    public void Check(ParseResult parse, string protocol, params Option[] others)
    {
        var idle = protocol == Protocol ? others : All;
        if (idle.FirstOrDefault(o => parse.GetResult(o) is { Implicit: false }) is { } given)
            throw new InvalidDataException($"{given.Name} means nothing to --protocol {protocol}: leave it out, or choose another protocol.");
    }

    /// <summary>The scenario asked for.</summary>
    /// <param name="parse">What was typed.</param>
    /// <param name="data">The data set.</param>
    /// <param name="fakes">Fakes file; null for none.</param>
    /// <param name="truth">What is true of them; null where nobody knows.</param>
    /// <param name="without">Attacks that the trained detectors are not shown, besides the one that is injected.</param>
    /// <param name="seed">Seed of order, attack and arrival.</param>
    /// <exception cref="InvalidDataException">Fakes from a file and from an attack at once, or an order by time of data without times.</exception>
    public ArrivalScenario Scenario(ParseResult parse, DataSet data, string? fakes, AttackTruth? truth, string[] without, ulong seed)
    {
        var name = parse.GetValue(attack);
        if (fakes is not null && name is not null)
            throw new InvalidDataException("Give --fakes FILE or --attack NAME, not both.");
        var whole = data.Whole();
        var indexed = IndexedDataSet.Of(whole);
        var random = new SeededRandom(seed);
        var pushed = name is null
            ? AttackRecord.Targets(parse.GetValue(targets), fakes, indexed)
            : TargetItems.Resolve(parse.GetValue(targets), indexed, random, parse.GetValue(drawn));
        var visits = VisitsOf(parse, whole, indexed, random);
        var ratings = fakes is null ? null : FakesFile.Read(fakes, whole);
        return new ArrivalScenario
        {
            Genuine = visits.Clicks,
            Earlier = parse.GetValue(pause) is null ? null : visits.Earlier,
            Known = parse.GetValue(roles) is { } file ? KnownAccount.Read(file.FullName, visits.Users, indexed) : null,
            Fakes = ratings is null ? Injected(parse, indexed, pushed, random) : indexed.Index(ratings).Profiles,
            Before = ratings is null ? null : BeforeEach(parse, whole, ratings),
            Truth = truth,
            LeftOut = name is null ? without : [name, .. without],
            Items = indexed.Items.Ids,
            Targets = pushed,
            History = parse.GetValue(history),
            Pattern = parse.GetValue(arrival) ?? ArrivalPattern.Waves,
            Aged = parse.GetValue(aged),
            Seed = seed,
        };
    }

    // A visit is a row of its own: places among the users are none among visits.
    private double[]? BeforeEach(ParseResult parse, DataSet whole, IReadOnlyList<Rating> fakes)
    {
        if (parse.GetValue(arrival) is not null)
            return null;
        var before = UserArrivals.Before(whole, fakes, parse.GetValue(order));
        return before is not null && parse.GetValue(pause) is not null
            ? throw new InvalidDataException("The fakes say when they come, which means nothing with --pause: leave it out, or say --arrival.")
            : before;
    }

    private Visits VisitsOf(ParseResult parse, DataSet whole, IndexedDataSet data, SeededRandom random)
    {
        if (parse.GetValue(pause) is not { } hours)
        {
            var rows = UserArrivals.Order(whole, data, parse.GetValue(order), random);
            return new Visits(data.Train.SelectRows(rows), rows, []);
        }

        return parse.GetValue(aged) ? throw new InvalidDataException("--pause means nothing with --aged: leave one of them out.")
            : parse.GetValue(order) == UserOrder.Random
                ? throw new InvalidDataException("--pause means nothing with --order random: visits come in the order of time.")
            : Visits.Of(whole, data, TimeSpan.FromHours(hours));
    }

    private CsrMatrix Injected(ParseResult parse, IndexedDataSet data, int[] pushed, SeededRandom random)
    {
        if (parse.GetValue(attack) is not { } name)
            return CsrMatrix.FromEntries(0, data.Items.Count, []);
        var options = new AttackOptions
        {
            Count = parse.GetValue(count) ?? AttackCampaign.CountOf(parse.GetValue(share), data),
            Targets = pushed,
            TargetsEach = parse.GetValue(each),
            Neighbours = parse.GetValue(neighbours),
        };
        return AttackCatalog.ByName(name).Generate(data.Train, options, random);
    }
}
