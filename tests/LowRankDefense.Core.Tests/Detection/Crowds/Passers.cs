using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

/// <summary>Users with traits, who click items by popularity, in order of arrival; and some who click an item more.</summary>
internal sealed class Passers(int items, ulong seed)
{
    private readonly SeededRandom random = new(seed);
    private readonly List<HashSet<int>> users = [];
    private readonly List<Traits> traits = [];

    /// <summary>Users × items.</summary>
    public CsrMatrix Profiles =>
        CsrMatrix.FromEntries(users.Count, items, [.. users.SelectMany((clicks, u) => clicks.Order().Select(i => (u, i, 1f)))]);

    /// <summary>Traits of each.</summary>
    public Traits[] Traits => [.. traits];

    /// <summary>Whether each is held by nothing: all are.</summary>
    public bool[] Free => [.. users.Select(_ => true)];

    /// <summary>Adds users whose traits are spread as is usual.</summary>
    public Passers Usual(int count) => Add(count, pushed: [], () => new Traits(random.NextGaussian(), random.NextGaussian(), random.NextGaussian()));

    /// <summary>Adds users who all click an item, and are what <paramref name="like"/> says.</summary>
    public Passers Clicking(int item, int count, Func<SeededRandom, Traits> like) => Clicking([item], count, like);

    /// <summary>Adds users who all click some items, and are what <paramref name="like"/> says.</summary>
    public Passers Clicking(int[] items, int count, Func<SeededRandom, Traits> like) => Add(count, items, () => like(random));

    private Passers Add(int count, int[] pushed, Func<Traits> like)
    {
        for (var u = 0; u < count; u++)
        {
            var clicks = new HashSet<int>(pushed);
            var length = 10 + random.NextInt(31);
            while (clicks.Count < length)
                clicks.Add((int)Math.Pow(items, random.NextDouble()) - 1);
            users.Add(clicks);
            traits.Add(like());
        }

        return this;
    }
}
