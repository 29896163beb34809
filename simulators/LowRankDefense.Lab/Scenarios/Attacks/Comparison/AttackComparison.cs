using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommenders;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.ArrivalProtocol;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Scenarios.Attacks.Comparison;

/// <summary>Measures one attack after the other on the same data: what it does to recommenders, and what is found of it without labels.</summary>
internal sealed class AttackComparison
{
    /// <summary>Recommenders that fall victim, one of each kind: factors by least squares, by gradients, and similar items.</summary>
    public static readonly IReadOnlyList<string> Victims = ["ials", "wrmf-sgd", "item-knn"];

    /// <summary>Share of the users that are there before the first patrol.</summary>
    public const double History = 0.5;

    private readonly List<AttackRow> rows = [];
    private readonly List<string> omitted = [];
    private readonly IndexedDataSet clicks;
    private readonly IndexedDataSet whole;
    private readonly int[] order;

    /// <summary>A comparison on one data set, which nothing was measured of.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="seed">Seed of everything that is drawn.</param>
    public AttackComparison(DataSet set, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(set);
        Seed = seed;
        clicks = IndexedDataSet.Of(set, binary: true);
        whole = IndexedDataSet.Of(set.Whole());
        order = UserArrivals.Order(set.Whole(), whole, order: null, new SeededRandom(seed));
    }

    /// <summary>Seed of everything that is drawn.</summary>
    public ulong Seed { get; }

    /// <summary>Columns of the items that are attacked.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Places of a list.</summary>
    public required int Shown { get; init; }

    /// <summary>Length of the factors of victims that have any.</summary>
    public required int Rank { get; init; }

    /// <summary>Seeds of each victim, 1 or more; their figures are averaged.</summary>
    public required int VictimSeeds { get; init; }

    /// <summary>What was measured, in the order of the attacks.</summary>
    public IReadOnlyList<AttackRow> Rows => rows;

    /// <summary>Attacks that cannot be made on this data, each with the reason.</summary>
    public IReadOnlyList<string> Omitted => omitted;

    /// <summary>Measures attack by attack.</summary>
    /// <param name="attacks">The attacks.</param>
    /// <param name="measured">Told how many were measured or left out.</param>
    /// <param name="stop">Gives up.</param>
    public void Run(IEnumerable<ComparedAttack> attacks, Action<long> measured, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(attacks);
        ArgumentNullException.ThrowIfNull(measured);
        foreach (var attack in attacks)
        {
            if (FakesOf(attack, stop) is { } fakes)
                rows.Add(Measure(attack, fakes, stop));
            measured(rows.Count + omitted.Count);
        }
    }

    // An obfuscation may need what the data or the platform has not: the page says so in place of a row.
    private CsrMatrix? FakesOf(ComparedAttack attack, CancellationToken stop)
    {
        try
        {
            return attack.Fakes(stop);
        }
        catch (ArgumentException e)
        {
            omitted.Add($"{attack.Name}. {ArgumentMessage.Of(e)}");
            return null;
        }
    }

    private AttackRow Measure(ComparedAttack attack, CsrMatrix fakes, CancellationToken stop)
    {
        var arrivals = Arrivals(fakes, attack.LeftOut);
        var (result, _, isFake) = arrivals.Arrive(_ => { }, stop);
        var none = new bool[isFake.Length];
        return new AttackRow(
            attack.Name,
            fakes.Rows,
            fakes.Rows == 0 ? 0 : (double)fakes.NonZeros / fakes.Rows,
            [.. Victims.Select(v => HitsOf(v, fakes, stop))],
            Found.Of(result.Held, isFake),
            // Where there were too few users to train a detector it has found nobody.
            [.. DetectorCatalog.Names.Select(family => Found.Of(result.Flagged.GetValueOrDefault(family) ?? none, isFake))],
            result.FakesBeforeAlert,
            fakes.Rows == 0 ? null : arrivals.EventsToVerdict(isFake, result)
        );
    }

    /// <summary>The detectors that train themselves on the genuine users: those that an attacker finds published.</summary>
    /// <param name="leftOut">Classical attacks that they are not shown.</param>
    /// <param name="stop">Gives up.</param>
    public IReadOnlyList<IDetector> PublishedDetectors(IReadOnlyList<string> leftOut, CancellationToken stop) =>
        Arrivals(CsrMatrix.FromEntries(0, whole.Items.Count, []), leftOut).Arrive(_ => { }, stop).Result.Detectors;

    // As evaluate detector --protocol arrivals has them come.
    private ArrivalScenario Arrivals(CsrMatrix fakes, IReadOnlyList<string> leftOut) =>
        new()
        {
            Genuine = whole.Train.SelectRows(order),
            Fakes = fakes,
            LeftOut = leftOut,
            Items = whole.Items.Ids,
            Targets = Targets,
            History = History,
            Pattern = ArrivalPattern.Waves,
            Seed = Seed,
        };

    private double HitsOf(string victim, CsrMatrix fakes, CancellationToken stop)
    {
        var trainer = RecommenderCatalog.ByName(victim, Rank);
        // What has no factors draws nothing, and is the same for every seed.
        return Enumerable
            .Range(0, trainer is IFactorTrainer ? VictimSeeds : 1)
            .Average(s => Harm.Of(trainer, clicks, fakes.Binarized(), Targets, Shown, Seed + (ulong)s, progress: null, stop).TargetHit);
    }
}
