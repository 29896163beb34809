using System.Runtime.InteropServices;

namespace LowRankDefense.Core.Alerts;

/// <summary>How many profiles have each item: what users at large do, against which suspects are compared.</summary>
/// <remarks>At most <paramref name="capacity"/> items are counted; later new ones have share 0 and are so never taken for popular.</remarks>
public sealed class ItemShares(int capacity = 1_000_000)
{
    private readonly Dictionary<string, int> profilesWith = new(StringComparer.Ordinal);

    /// <summary>Distinct items counted.</summary>
    public int Items => profilesWith.Count;

    /// <summary>Profiles counted.</summary>
    public int Profiles { get; private set; }

    /// <summary>Counts one more profile.</summary>
    public void AddProfile() => Profiles++;

    /// <summary>Counts <paramref name="item"/> once more; O(1).</summary>
    public void Add(string item)
    {
        if (profilesWith.Count >= capacity && !profilesWith.ContainsKey(item))
            return;
        CollectionsMarshal.GetValueRefOrAddDefault(profilesWith, item, out _)++;
    }

    /// <summary>Share of profiles that have <paramref name="item"/>, with one pseudo-profile added so that it is never 0 or above 1.</summary>
    public double Of(string item) => Math.Min(1.0, (profilesWith.GetValueOrDefault(item) + 0.5) / (Profiles + 1.0));
}
