using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Core.Verdicts;

/// <summary>Says which items made a score what it is.</summary>
public static class Explanation
{
    /// <summary>The <paramref name="count"/> items that speak most for a fake, heaviest first.</summary>
    /// <remarks>Weights add up: over all items of the profile their sum and the detector's baseline are the decision value. O(length · evidence²).</remarks>
    /// <param name="detector">The detector whose score is explained.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="count">Items wanted, 0 or more.</param>
    public static IReadOnlyList<VerdictItem> HeaviestItems(IDetector detector, UserProfile profile, int count)
    {
        ArgumentNullException.ThrowIfNull(detector);
        ArgumentNullException.ThrowIfNull(profile);
        if (count == 0)
            return [];
        var evidence = profile.EvidenceFor(detector).ToArray();
        var weights = new List<VerdictItem>(profile.Length);
        profile.VisitRow((item, value) => weights.Add(new VerdictItem(item, detector.Contribution(evidence, profile.Length, item, value))));
        return [.. weights.OrderByDescending(w => w.Weight).ThenBy(w => w.Item, StringComparer.Ordinal).Take(count)];
    }
}
