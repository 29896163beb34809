using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>What the clickers of an item are like on average, less what is expected of as many clickers.</summary>
/// <param name="Item">The item; −1 for none in particular.</param>
/// <param name="Count">How many they are.</param>
/// <param name="Coherence">Mean of <see cref="Traits.Coherence"/>, less the expected.</param>
/// <param name="Popularity">Mean of <see cref="Traits.Popularity"/>, likewise.</param>
/// <param name="Spread">Mean square of <see cref="Traits.Length"/>, likewise: low where all are of one length.</param>
internal readonly record struct Clickers(int Item, int Count, double Coherence, double Popularity, double Spread);

/// <summary>The clickers of every item among some of the users, O(non-zeros) of these; made once and counted anew for others.</summary>
internal sealed class ClickersByItem
{
    // Counts whose logarithms are nearer than that are expected to have the same clickers.
    private const double Grain = 8;
    private readonly CsrMatrix profiles;
    private readonly Traits[] traits;
    private readonly Sums[] sums;
    private readonly List<int> items = [];
    private readonly Dictionary<int, Clickers> expected = [];
    private int[] users = [];

    /// <summary>Of nobody yet.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="traits">Traits of each user.</param>
    public ClickersByItem(CsrMatrix profiles, Traits[] traits) => (this.profiles, this.traits, sums) = (profiles, traits, new Sums[profiles.Columns]);

    /// <summary>Clicks of all of them, on any item.</summary>
    public long Clicks { get; private set; }

    /// <summary>Counts these users, and nobody else.</summary>
    /// <param name="rows">Rows of the users.</param>
    public ClickersByItem Count(int[] rows)
    {
        foreach (var item in items)
            sums[item] = default;
        items.Clear();
        expected.Clear();
        (users, Clicks) = (rows, 0);
        foreach (var user in users)
            Add(user, 1);
        return this;
    }

    /// <summary>Clickers of an item.</summary>
    public int CountOf(int item) => sums[item].Count;

    /// <summary>Items of so many clickers or more, ascending.</summary>
    public IEnumerable<int> WithClickers(int fewest) => items.Where(i => sums[i].Count >= fewest).Order();

    /// <summary>Leaves a user out.</summary>
    public void Remove(int user) => Add(user, -1);

    /// <summary>What the clickers of an item, one at least, are like.</summary>
    public Clickers Of(int item)
    {
        var own = sums[item];
        var usual = Expected(own.Count);
        return new Clickers(
            item,
            own.Count,
            (own.Coherence / own.Count) - usual.Coherence,
            (own.Popularity / own.Count) - usual.Popularity,
            (own.Spread / own.Count) - usual.Spread
        );
    }

    private void Add(int user, int sign)
    {
        var own = traits[user];
        foreach (var item in profiles.ColumnsOf(user))
        {
            ref var sum = ref sums[item];
            if (!sum.IsListed)
                items.Add(item);
            sum = new Sums(
                true,
                sum.Count + sign,
                sum.Coherence + (sign * own.Coherence),
                sum.Popularity + (sign * own.Popularity),
                sum.Spread + (sign * own.Length * own.Length)
            );
        }

        Clicks += sign * profiles.CountOf(user);
    }

    // Everybody, by the chance to click the item: b = 1 − exp(−n p).
    private Clickers Expected(int count)
    {
        var key = (int)Math.Round(Math.Log(count) * Grain);
        if (expected.TryGetValue(key, out var known))
            return known;
        var share = Math.Exp(key / Grain) / Math.Max(1, Clicks);
        var (weight, coherent, popular, wide) = (1e-12, 0.0, 0.0, 0.0);
        foreach (var user in users)
        {
            var (own, chance) = (traits[user], 1 - Math.Exp(-profiles.CountOf(user) * share));
            weight += chance;
            coherent += chance * own.Coherence;
            popular += chance * own.Popularity;
            wide += chance * own.Length * own.Length;
        }

        return expected[key] = new Clickers(-1, count, coherent / weight, popular / weight, wide / weight);
    }

    // Over the clickers of one item.
    private readonly record struct Sums(bool IsListed, int Count, double Coherence, double Popularity, double Spread);
}
