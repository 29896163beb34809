using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Core.Detection;

/// <summary>Says which items made a score what it is.</summary>
public static class Explanation
{
    /// <summary>The <paramref name="count"/> items whose absence would lower the decision value most, heaviest first.</summary>
    /// <remarks>Leave-one-out: f(z, n) − f(z − x·V_i, n − 1). Exact for any decision function of the projection; O(length · rank²).</remarks>
    public static IReadOnlyList<VerdictItem> HeaviestItems(IDetector detector, UserProfile profile, int count)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(profile);
        if (count == 0)
            return [];
        var projection = profile.ProjectionBy(detector).ToArray();
        var score = detector.Score(projection, profile.Length);
        var without = new float[detector.Rank];
        var weights = new List<VerdictItem>(profile.Length);
        profile.VisitRow(
            (item, value) =>
            {
                // z − x·V_i, from the item's own projection
                Array.Clear(without);
                detector.Add(without, item, value);
                for (var k = 0; k < without.Length; k++)
                    without[k] = projection[k] - without[k];
                weights.Add(new VerdictItem(item, score - detector.Score(without, Math.Max(0, profile.Length - 1))));
            }
        );
        return [.. weights.OrderByDescending(w => w.Weight).ThenBy(w => w.Item, StringComparer.Ordinal).Take(count)];
    }
}
