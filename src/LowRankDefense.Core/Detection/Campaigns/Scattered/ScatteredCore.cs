namespace LowRankDefense.Core.Detection.Campaigns.Scattered;

/// <summary>Items any two of which make a holder, while it grows: as long as more odd users hold it, and others do not.</summary>
internal sealed class ScatteredCore(ScatteredGround ground)
{
    // What makes a holder.
    private const int Needed = 2;
    private const int MostItems = 30;

    // More say the same.
    private const int LargestPublic = 100;

    // An item that fewer of the holders have is nobody's purpose.
    private const double LeastRate = 0.1;

    // Nor is one that others have nearly as often.
    private const double LeastLift = 5;
    private readonly List<int> items = [];
    private readonly Dictionary<int, int> has = [];
    private readonly List<int> odd = [];
    private int others;
    private double byChance;

    /// <summary>Its items.</summary>
    public IReadOnlyList<int> Items => items;

    /// <summary>Rows of the odd users who hold it.</summary>
    public IReadOnlyList<int> Odd => odd;

    /// <summary>How many of the others hold it.</summary>
    public int Others => others;

    /// <summary>Nats of surprise that so many odd users hold it, less what it takes to name its items: of so many, some would do by chance.</summary>
    public double Nats => NatsOf(odd.Count, others, byChance, items.Count);

    /// <summary>Takes an item in.</summary>
    public void Add(int item)
    {
        byChance += ByChance(item);
        items.Add(item);
        foreach (var user in ground.HoldersOdd[item])
        {
            if (Count(user) == Needed)
                odd.Add(user);
        }

        foreach (var user in ground.HoldersOther[item])
            others += Count(user) == Needed ? 1 : 0;
    }

    /// <summary>Takes in whatever makes it more surprising, the best first.</summary>
    public void Grow()
    {
        while (items.Count < MostItems && Best() is { } item)
            Add(item);
    }

    /// <summary>The same without items that holders have hardly more often than anybody else, or that hardly one of them has.</summary>
    public ScatteredCore Pruned()
    {
        var (holders, pruned) = (odd.ToHashSet(), new ScatteredCore(ground));
        foreach (var item in items.Where(i => IsPushed(i, holders.Contains)))
            pruned.Add(item);
        return pruned;
    }

    /// <summary>For each item the rows of users who have it and do not hold the core: odd ones first, 100 at most.</summary>
    public IReadOnlyList<int[]> Publics()
    {
        var holders = odd.ToHashSet();
        return
        [
            .. items.Select(i => ground.HoldersOdd[i].Concat(ground.HoldersOther[i]).Where(u => !holders.Contains(u)).Take(LargestPublic).ToArray()),
        ];
    }

    private int? Best()
    {
        var (best, most) = ((int?)null, Nats);
        foreach (var item in Candidates())
        {
            var (more, moreOthers) = (ground.HoldersOdd[item].Count(IsNearHolder), ground.HoldersOther[item].Count(IsNearHolder));
            var nats = NatsOf(odd.Count + more, others + moreOthers, byChance + ByChance(item), items.Count + 1);
            if (nats > most)
                (best, most) = (item, nats);
        }

        return best;
    }

    // What several of the holders have, or of those who have one of its items.
    private IEnumerable<int> Candidates() =>
        items.SelectMany(i => ground.Near(i).Keys).Distinct().Where(i => !items.Contains(i) && IsPushed(i, has.ContainsKey)).Order();

    private bool IsPushed(int item, Func<int, bool> isNear) =>
        ground.HoldersOdd[item].Count(isNear) >= Math.Max(LeastRate, LeastLift * ground.UsualRate(item)) * odd.Count;

    private bool IsNearHolder(int user) => has.GetValueOrDefault(user) == Needed - 1;

    private int Count(int user) => has[user] = has.GetValueOrDefault(user) + 1;

    private double ByChance(int item) => items.Sum(i => ground.ByChance(i, item));

    private double NatsOf(int holders, int otherHolders, double chance, int size) =>
        ground.Nats(holders, otherHolders, chance) - (size * Math.Log(Math.Max(1, ground.Items)));
}
