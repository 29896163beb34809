using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>The users who came last, seen item by item, against those who came before.</summary>
internal sealed class CrowdWindow
{
    // Where there are fewer items of earlier windows, the calm ones of this one are held against, too.
    private const int EnoughOthers = 200;

    // Older ones say little of today.
    private const int MostWindows = 64;
    private readonly CsrMatrix profiles;
    private readonly Traits[] traits;
    private readonly CrowdOptions options;
    private readonly List<int> users;
    private readonly ClickersByItem clickers;
    private readonly int[] past;
    private readonly long pastClicks;
    private readonly CrowdNull expected;

    /// <summary>Counts; O(non-zeros of all users).</summary>
    public CrowdWindow(CsrMatrix profiles, Traits[] traits, bool[] isFree, int start, CrowdOptions options)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(traits);
        ArgumentNullException.ThrowIfNull(isFree);
        if (traits.Length != profiles.Rows || isFree.Length != profiles.Rows)
            throw new ArgumentException($"{traits.Length} traits do not go with {profiles.Rows} users.", nameof(traits));
        (this.profiles, this.traits, this.options) = (profiles, traits, options);
        users = [.. Enumerable.Range(start, profiles.Rows - start).Where(u => isFree[u])];
        clickers = new ClickersByItem(profiles, traits, [.. users]);
        past = new int[profiles.Columns];
        for (var u = 0; u < start; u++)
        {
            foreach (var item in isFree[u] ? profiles.ColumnsOf(u) : [])
            {
                past[item]++;
                pastClicks++;
            }
        }

        List<Clickers> others = [.. Before(isFree, start)];
        if (others.Count < EnoughOthers)
            others.AddRange(ItemsOf(clickers).Where(i => DeviationsOf(i) < options.SurgeDeviations).Select(clickers.Of));
        expected = new CrowdNull(others, options.NearestItems);
    }

    /// <summary>The surging item whose clickers are the oddest; null where those of none are odd enough.</summary>
    public int? Oddest()
    {
        var (oddest, most) = ((int?)null, options.LeastRatio);
        foreach (var item in ItemsOf(clickers))
        {
            if (DeviationsOf(item) < options.SurgeDeviations)
                continue;
            if (RatioOf(item) is var ratio && ratio >= most)
                (oddest, most) = (item, ratio);
        }

        return oddest;
    }

    /// <summary>How odd the clickers of an item are, see <see cref="CrowdNull.Ratio"/>; 0 where they are too few.</summary>
    public double RatioOf(int item) => clickers.CountOf(item) < options.FewestClickers ? 0 : expected.Ratio(clickers.Of(item), options.Incoherence);

    /// <summary>The crowd of an item.</summary>
    public OddCrowd Crowd(int item)
    {
        var isClicker = users.ToLookup(u => profiles.ColumnsOf(u).BinarySearch(item) >= 0);
        int[] own = [.. isClicker[true]];
        var odds = CrowdMixture.LogOdds(profiles, traits, own, [.. isClicker[false]]);
        return new OddCrowd(item, DeviationsOf(item), own.Length, RatioOf(item), [.. own.Where((_, k) => odds[k] > options.MemberNats)]);
    }

    /// <summary>Leaves a user out.</summary>
    public void Remove(int user)
    {
        users.Remove(user);
        clickers.Remove(user);
    }

    // n = past + now clicks fall into the window by chance q each: z = (now − n q) / √(n q (1 − q) + 1)
    private double DeviationsOf(int item)
    {
        var (now, share) = (clickers.CountOf(item), (double)clickers.Clicks / Math.Max(1, clickers.Clicks + pastClicks));
        double n = past[item] + now;
        return (now - (n * share)) / Math.Sqrt((n * share * (1 - share)) + 1);
    }

    private IEnumerable<int> ItemsOf(ClickersByItem some) =>
        Enumerable.Range(0, profiles.Columns).Where(i => some.CountOf(i) >= options.FewestClickers);

    // Windows of the same size that came before.
    private IEnumerable<Clickers> Before(bool[] isFree, int start)
    {
        var size = profiles.Rows - start;
        for (var end = start; end >= size && start - end < MostWindows * size; end -= size)
        {
            var some = new ClickersByItem(profiles, traits, [.. Enumerable.Range(end - size, size).Where(u => isFree[u])]);
            foreach (var item in ItemsOf(some))
                yield return some.Of(item);
        }
    }
}
