using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Scattered;

/// <summary>Odd users against all others, seen through the items that are clicked more by the odd, and the pairs of them that odd users have together.</summary>
internal sealed class ScatteredGround
{
    // A mild surge will do: each of many targets is pushed by a few.
    private const double SurgeDeviations = 2;

    // In a history without a holder the next user is one with a chance of a tenth of one over its users.
    private const double Prior = 0.1;

    // Together by chance, by less than so many nats: no beginning, and no way on.
    private const double LeastPairNats = 2;
    private const int FewestTogether = 2;

    // Of a user who has more of the items, so many say enough of who belongs together.
    private const int MostOfOne = 200;
    private readonly int[] columns;
    private readonly double[] shares;
    private readonly double squares;
    private readonly double ratio;
    private readonly int others;
    private readonly Dictionary<int, double>[] near;

    /// <summary>Counts; O(non-zeros), and pairs of the odd users' surging items.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="odd">Rows of the odd users.</param>
    /// <param name="others">Rows of everybody else.</param>
    /// <param name="recent">Rows that tell how popular items are today.</param>
    /// <param name="options">How many items are looked at.</param>
    /// <param name="kept">Columns that are looked at whether they surge or not.</param>
    public ScatteredGround(CsrMatrix profiles, int[] odd, int[] others, int[] recent, CampaignOptions options, ReadOnlySpan<int> kept)
    {
        (Profiles, Odd, this.others) = (profiles, odd, others.Length);
        var past = ClicksOf(others);
        var surge = Surge.Of(past, profiles.SelectRows(odd), options with { SurgeDeviations = SurgeDeviations }, kept);
        columns = surge.Items;
        HoldersOdd = Holders(odd);
        HoldersOther = Holders(others);
        var clicks = ClicksOf(recent);
        var total = Math.Max(1.0, clicks.Sum(c => (double)c));
        shares = Array.ConvertAll(columns, c => clicks[c] / total);
        squares = odd.Sum(u => Math.Pow(profiles.CountOf(u), 2));
        // Busy users have more pairs.
        ratio = Math.Max(odd.Length / Math.Max(1.0, others.Length), squares / Math.Max(1, others.Sum(u => Math.Pow(profiles.CountOf(u), 2))));
        near = Pairs(others);
    }

    /// <summary>Users × items.</summary>
    public CsrMatrix Profiles { get; }

    /// <summary>Rows of the odd users.</summary>
    public int[] Odd { get; }

    /// <summary>Items that are looked at.</summary>
    public int Items => columns.Length;

    /// <summary>Odd users who have each item.</summary>
    public List<int>[] HoldersOdd { get; }

    /// <summary>Other users who have each item.</summary>
    public List<int>[] HoldersOther { get; }

    /// <summary>Share of the other users who have an item.</summary>
    public double UsualRate(int item) => HoldersOther[item].Count / Math.Max(1.0, others);

    /// <summary>The column of an item.</summary>
    public int ColumnOf(int item) => columns[item];

    /// <summary>The place of a column among the items; below 0 where it is none of them.</summary>
    public int PlaceOf(int column) => Array.BinarySearch(columns, column);

    /// <summary>Items that odd users have together with <paramref name="item"/> more than others have, with the nats of surprise.</summary>
    public IReadOnlyDictionary<int, double> Near(int item) => near[item];

    /// <summary>Odd users with both items who are to be expected by chance, were each item clicked by its own public.</summary>
    public double ByChance(int first, int second) => shares[first] * shares[second] * squares;

    /// <summary>Nats of surprise that <paramref name="odd"/> of the odd users and only <paramref name="others"/> of the others have items together.</summary>
    /// <param name="odd">Odd users who have.</param>
    /// <param name="others">Others who have.</param>
    /// <param name="byChance">Odd users who are to be expected by chance.</param>
    public double Nats(int odd, int others, double byChance) => PoissonTail.Nats(odd, Math.Max((others + Prior) * ratio, byChance));

    private int[] ClicksOf(int[] users)
    {
        var clicks = new int[Profiles.Columns];
        foreach (var user in users)
        {
            foreach (var item in Profiles.ColumnsOf(user))
                clicks[item]++;
        }

        return clicks;
    }

    private List<int>[] Holders(int[] users)
    {
        var holders = new List<int>[columns.Length];
        for (var i = 0; i < holders.Length; i++)
            holders[i] = [];
        foreach (var user in users)
        {
            foreach (var column in Profiles.ColumnsOf(user))
            {
                if (PlaceOf(column) is >= 0 and var item)
                    holders[item].Add(user);
            }
        }

        return holders;
    }

    private Dictionary<int, double>[] Pairs(int[] others)
    {
        var together = new Dictionary<(int, int), int>();
        foreach (var user in Odd)
            Visit(user, pair => together[pair] = together.GetValueOrDefault(pair) + 1);
        foreach (var pair in together.Where(t => t.Value < FewestTogether).Select(t => t.Key).ToArray())
            together.Remove(pair);
        var usual = new Dictionary<(int, int), int>();
        foreach (var user in others)
        {
            Visit(
                user,
                pair =>
                {
                    if (together.ContainsKey(pair))
                        usual[pair] = usual.GetValueOrDefault(pair) + 1;
                }
            );
        }

        var pairs = new Dictionary<int, double>[columns.Length];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = [];
        foreach (var ((first, second), count) in together)
        {
            var nats = Nats(count, usual.GetValueOrDefault((first, second)), ByChance(first, second));
            if (nats > LeastPairNats)
                (pairs[first][second], pairs[second][first]) = (nats, nats);
        }

        return pairs;
    }

    private void Visit(int user, Action<(int, int)> visit)
    {
        var own = new List<int>();
        foreach (var column in Profiles.ColumnsOf(user))
        {
            if (PlaceOf(column) is >= 0 and var item && own.Count < MostOfOne)
                own.Add(item);
        }

        for (var a = 0; a < own.Count; a++)
        for (var b = a + 1; b < own.Count; b++)
            visit((own[a], own[b]));
    }
}
