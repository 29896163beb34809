using LowRankDefense.Core.Detection;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.TestKit.Detection;

/// <summary>Users of eight communities, 40 items each, nine in ten of a genuine user's items from the own one; fakes push twelve items of all, beside any others.</summary>
public static class Communities
{
    private const int Count = 8;
    private const int ItemsEach = 40;
    private const int Pushed = 12;
    private const int Length = 20;
    private const int Items = Count * ItemsEach;

    /// <summary>Item id of each column.</summary>
    public static IReadOnlyList<string> ItemIds { get; } = [.. Enumerable.Range(0, Items).Select(i => $"item-{i}")];

    /// <summary>Profiles of 20 items, the genuine first, and who is fake.</summary>
    public static (CsrMatrix Profiles, bool[] Fake) Draw(int genuine, int fakes, ulong seed)
    {
        var random = new SeededRandom(seed);
        var cells = new List<(int, int, float)>();
        for (var u = 0; u < genuine + fakes; u++)
        {
            var community = u % Count * ItemsEach;
            var profile = new HashSet<int>(u < genuine ? [] : Enumerable.Range(0, Pushed).Select(i => i * (Items / Pushed)));
            while (profile.Count < Length)
                profile.Add(u < genuine && random.NextDouble() < 0.9 ? community + random.NextInt(ItemsEach) : random.NextInt(Items));
            cells.AddRange(profile.Select(i => (u, i, 1f)));
        }

        return (CsrMatrix.FromEntries(genuine + fakes, Items, cells), [.. Enumerable.Range(0, genuine + fakes).Select(u => u >= genuine)]);
    }

    /// <summary>Profiles of 20 items that have all of <paramref name="targets"/>, the others drawn from all communities alike.</summary>
    public static CsrMatrix Pushers(int count, int[] targets, ulong seed)
    {
        var random = new SeededRandom(seed);
        var cells = new List<(int, int, float)>();
        for (var u = 0; u < count; u++)
        {
            HashSet<int> items = [.. targets];
            while (items.Count < Length)
                items.Add(random.NextInt(Items));
            cells.AddRange(items.Select(i => (u, i, 1f)));
        }

        return CsrMatrix.FromEntries(count, Items, cells);
    }

    /// <summary>As <see cref="Draw"/>, with labels.</summary>
    public static TrainingProfiles Labelled(int genuine, int fakes, ulong seed)
    {
        var (profiles, fake) = Draw(genuine, fakes, seed);
        return new TrainingProfiles(profiles, ItemIds, fake);
    }

    /// <summary>Genuine profiles only, without labels.</summary>
    public static TrainingProfiles Unlabelled(int users, ulong seed) => new(Draw(users, 0, seed).Profiles, ItemIds);

    /// <summary>The items of a profile.</summary>
    public static IEnumerable<string> ItemsOf(CsrMatrix profiles, int user) => profiles.ColumnsOf(user).ToArray().Select(i => ItemIds[i]);
}
