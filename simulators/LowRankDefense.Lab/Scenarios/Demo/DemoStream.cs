using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;
using LowRankDefense.Simulators.Replay;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What a demo streams: a population whose taste can be learnt, and one campaign in its second half; and what it keeps back to score recommendations by.</summary>
internal sealed class DemoStream
{
    /// <summary>Share of the stream before which no fake acts.</summary>
    public const double AttackFrom = 0.5;

    private const double AttackUntil = 0.9;
    private const double Session = 0.15;
    private const double FakeShare = 0.03;
    private const int TargetCount = 3;

    // One interaction in ten of every genuine user is not sent.
    private const int HeldOutOf = 10;

    // Targets that some know and few are shown: between the median and the twentieth part that is most popular.
    private const double LeastPopular = 0.5;
    private const double MostPopular = 0.05;

    private static readonly PopulationOptions Population = new() { TasteStrength = 2 };
    private readonly IdIndex fakeRows;

    private DemoStream(IndexedDataSet data, IReadOnlyList<Rating> fakes, int[] targets, IReadOnlyList<Rating> ratings, ulong seed)
    {
        (Data, Targets, Ratings, Seed) = (data, targets, ratings, seed);
        (fakeRows, var profiles) = data.Index(fakes);
        Everything = data.Train.StackAbove(profiles);
        Genuine = data.Users.Ids.ToHashSet(StringComparer.Ordinal);
        Fakes = fakeRows.Ids.ToHashSet(StringComparer.Ordinal);
        FirstOfFakes =
        [
            .. ratings
                .Index()
                .Where(r => Fakes.Contains(r.Item.User))
                .GroupBy(r => r.Item.User, StringComparer.Ordinal)
                .Select(own => own.Min(r => r.Index)),
        ];
        TargetIds = targets.Select(t => data.Items[t]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The genuine users: what is sent of them, and what is held out.</summary>
    public IndexedDataSet Data { get; }

    /// <summary>All that is sent, in the order of the stream.</summary>
    public IReadOnlyList<Rating> Ratings { get; }

    /// <summary>All that is sent: genuine users, then fakes × items.</summary>
    public CsrMatrix Everything { get; }

    /// <summary>The same with empty rows for the fakes.</summary>
    public CsrMatrix GenuineOnly => Data.Train.StackAbove(CsrMatrix.FromEntries(fakeRows.Count, Data.Items.Count, []));

    /// <summary>Columns of the items that the fakes push.</summary>
    public IReadOnlyList<int> Targets { get; }

    /// <summary>Their ids.</summary>
    public IReadOnlySet<string> TargetIds { get; }

    /// <summary>Ids of the genuine users.</summary>
    public IReadOnlySet<string> Genuine { get; }

    /// <summary>Ids of the fakes.</summary>
    public IReadOnlySet<string> Fakes { get; }

    /// <summary>Place in the stream of the first interaction of each fake.</summary>
    public IReadOnlyList<int> FirstOfFakes { get; }

    /// <summary>The seed it was drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>Draws a stream.</summary>
    /// <param name="data">Folder or file of a data set; null for a synthetic population.</param>
    /// <param name="attack">A name that <see cref="AttackCatalog"/> knows.</param>
    /// <param name="seed">Seed of population, targets, fakes and order.</param>
    public static DemoStream Draw(string? data, string attack, ulong seed)
    {
        var random = new SeededRandom(seed);
        var all = data is null ? SyntheticPopulation.Draw(Population, random).Ratings : DataSet.Load(data).Whole().Train;
        var (sent, heldOut) = Split(all, random);
        var indexed = IndexedDataSet.Of(new DataSet("demo", sent, heldOut), binary: true);
        var known = new GenuineStatistics(indexed.Train).ByPopularity[
            (int)(MostPopular * indexed.Items.Count)..(int)(LeastPopular * indexed.Items.Count)
        ];
        var targets = random.Sample(known.Length, Math.Min(TargetCount, known.Length)).Select(i => known[i]).ToArray();
        var options = new AttackOptions { Count = AttackCampaign.CountOf(FakeShare, indexed), Targets = targets };
        var fakes = AttackCampaign.Fakes(attack, indexed, options, random);
        var genuine = InteractionStream.Arriving(sent, Session, random);
        var stream = InteractionStream.Inject(genuine, InteractionStream.Arriving(fakes, Session, random), AttackFrom, AttackUntil);
        return new DemoStream(indexed, fakes, targets, stream, seed);
    }

    /// <summary>The row of a user in <see cref="Everything"/>.</summary>
    /// <param name="user">Id of a genuine user or a fake.</param>
    public int RowOf(string user) => Data.Users.TryGet(user, out var row) ? row : Data.Users.Count + fakeRows.IndexOf(user);

    /// <summary>Interactions as ones over the same rows and columns.</summary>
    /// <param name="interactions">User and item, of those that the stream has.</param>
    public CsrMatrix Matrix(IEnumerable<(string User, string Item)> interactions) =>
        CsrMatrix.FromEntries(
            Everything.Rows,
            Everything.Columns,
            [.. interactions.Distinct().Select(i => (RowOf(i.User), Data.Items.IndexOf(i.Item), 1f))]
        );

    // Each user's own are in an order that is drawn, or that of their file: the ones held out are drawn.
    private static (List<Rating> Sent, List<Rating> HeldOut) Split(IReadOnlyList<Rating> ratings, SeededRandom random)
    {
        var (sent, heldOut) = (new List<Rating>(ratings.Count), new List<Rating>());
        foreach (var user in ratings.GroupBy(r => r.User, StringComparer.Ordinal))
        {
            var own = user.DistinctBy(r => r.Item, StringComparer.Ordinal).ToList();
            var held = random.Sample(own.Count, own.Count / HeldOutOf).ToHashSet();
            sent.AddRange(own.Where((_, i) => !held.Contains(i)));
            heldOut.AddRange(own.Where((_, i) => held.Contains(i)));
        }

        return (sent, heldOut);
    }
}
