using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

/// <summary>Users who click items by their popularity, in order of arrival, and others among them with a purpose.</summary>
internal sealed class Crowd(int items, ulong seed, int? popular = null)
{
    private readonly SeededRandom random = new(seed);
    private readonly List<HashSet<int>> users = [];

    /// <summary>Rows of those with a purpose.</summary>
    public List<int> Pushers { get; } = [];

    public int Count => users.Count;

    /// <summary>Users × items.</summary>
    public CsrMatrix Profiles => Rows(0, users.Count);

    /// <summary>Adds users with 10 to 40 clicks each.</summary>
    public Crowd Organic(int count)
    {
        for (var u = 0; u < count; u++)
            users.Add(Clicks());
        return this;
    }

    /// <summary>Adds users who click <paramref name="pushed"/>, too; each with the given chance.</summary>
    public Crowd Pushing(int count, int[] pushed, double chance = 1)
    {
        for (var u = 0; u < count; u++)
        {
            var clicks = Clicks();
            clicks.UnionWith(pushed.Where(_ => random.NextDouble() < chance));
            Pushers.Add(users.Count);
            users.Add(clicks);
        }

        return this;
    }

    /// <summary>Adds users who click all of <paramref name="pushed"/>, and some of <paramref name="shared"/> each.</summary>
    public Crowd Pushing(int count, int[] pushed, int[] shared)
    {
        for (var u = 0; u < count; u++)
        {
            var clicks = Clicks();
            clicks.UnionWith(pushed);
            clicks.UnionWith(shared.Where(_ => random.NextDouble() < 0.3));
            Pushers.Add(users.Count);
            users.Add(clicks);
        }

        return this;
    }

    /// <summary>Some of the users.</summary>
    public CsrMatrix Rows(int from, int count) =>
        CsrMatrix.FromEntries(count, items, [.. Enumerable.Range(0, count).SelectMany(r => users[from + r].Order().Select(i => (r, i, 1f)))]);

    /// <summary>Clicks of each item by the first users.</summary>
    public int[] Past(int first)
    {
        var past = new int[items];
        foreach (var item in users.Take(first).SelectMany(u => u))
            past[item]++;
        return past;
    }

    // Popularity falls as 1 / rank.
    private HashSet<int> Clicks()
    {
        var clicks = new HashSet<int>();
        var length = 10 + random.NextInt(31);
        while (clicks.Count < length)
            clicks.Add((int)Math.Pow(popular ?? items, random.NextDouble()) - 1);
        return clicks;
    }
}
