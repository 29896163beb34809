using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>The users who came last, seen item by item, against those who came before.</summary>
internal sealed class CrowdWindow
{
    // Where there are fewer items of earlier windows, the calm ones of this one are held against, too: as those click them who do not click the item at hand.
    private const int EnoughOthers = 200;

    // Items that are looked at so closely, the oddest at first sight.
    private const int Candidates = 5;

    /// <summary>Earlier windows that something is held against, at most: older ones say little of today.</summary>
    public const int MostWindows = 64;
    private readonly CsrMatrix profiles;
    private readonly Traits[] traits;
    private readonly CrowdOptions options;
    private readonly List<int> users;
    private readonly ClickersByItem clickers;
    private readonly ClickersByItem others;
    private readonly int[] past;
    private readonly long pastClicks;
    private readonly Clickers[] before;
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
        clickers = new ClickersByItem(profiles, traits).Count([.. users]);
        others = new ClickersByItem(profiles, traits);
        past = new int[profiles.Columns];
        for (var u = 0; u < start; u++)
        {
            foreach (var item in isFree[u] ? profiles.ColumnsOf(u) : [])
            {
                past[item]++;
                pastClicks++;
            }
        }

        before = [.. Before(isFree, start)];
        expected = IsScarce ? NullOf(clickers) : new CrowdNull(before, options.NearestItems);
    }

    private bool IsScarce => before.Length < EnoughOthers;

    /// <summary>The surging item whose clickers are the oddest; null where those of none are odd enough.</summary>
    public int? Oddest()
    {
        var (oddest, most) = ((int?)null, options.LeastRatio);
        var surging = clickers.WithClickers(options.FewestClickers).Where(IsSurging);
        foreach (var item in surging.OrderByDescending(i => expected.Ratio(clickers.Of(i), options.Incoherence)).Take(Candidates))
        {
            if (RatioOf(item) is var ratio && ratio >= most)
                (oddest, most) = (item, ratio);
        }

        return oddest;
    }

    /// <summary>The surging items that some users have surprisingly often, by how much they and others click.</summary>
    /// <param name="some">Rows of these users.</param>
    public int[] SharedBy(IReadOnlySet<int> some)
    {
        var (theirs, clicks) = (new Dictionary<int, int>(), 0.0);
        foreach (var user in users.Where(some.Contains))
        {
            clicks += profiles.CountOf(user);
            foreach (var item in profiles.ColumnsOf(user))
                theirs[item] = theirs.GetValueOrDefault(item) + 1;
        }

        return [.. theirs.Keys.Where(i => IsSurging(i) && IsTheirs(i)).Order()];

        bool IsTheirs(int item) =>
            PoissonTail.Nats(theirs[item], clickers.CountOf(item) * clicks / Math.Max(1, clickers.Clicks)) >= options.SharedNats;
    }

    /// <summary>How odd the clickers of an item are, see <see cref="CrowdNull.Ratio(Clickers, double)"/>; 0 where they are too few.</summary>
    public double RatioOf(int item)
    {
        if (clickers.CountOf(item) < options.FewestClickers)
            return 0;
        var usual = IsScarce ? NullOf(others.Count([.. users.Where(u => !Has(u, item))])) : expected;
        return usual.RatioToOthers(clickers.Of(item), options.Incoherence);
    }

    /// <summary>The crowd of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="alike">Rows of users whom its members are to be like; null where it is a group of its own.</param>
    public OddCrowd Crowd(int item, IReadOnlySet<int>? alike = null)
    {
        var isClicker = users.ToLookup(u => Has(u, item));
        int[] own = [.. isClicker[true]];
        var odds = CrowdMixture.LogOdds(profiles, traits, own, [.. isClicker[false]], alike);
        int[] members = [.. Enumerable.Range(0, own.Length).Where(k => odds[k] > options.MemberNats)];
        return new OddCrowd(
            item,
            DeviationsOf(item),
            own.Length,
            RatioOf(item),
            Array.ConvertAll(members, k => own[k]),
            Array.ConvertAll(members, k => odds[k])
        );
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

    private bool IsSurging(int item) => clickers.CountOf(item) >= options.FewestClickers && DeviationsOf(item) >= options.SurgeDeviations;

    private bool Has(int user, int item) => profiles.ColumnsOf(user).BinarySearch(item) >= 0;

    // Against earlier windows, and the calm items of this one.
    private CrowdNull NullOf(ClickersByItem some) =>
        new(
            [.. before, .. some.WithClickers(options.FewestClickers).Where(i => DeviationsOf(i) < options.SurgeDeviations).Select(some.Of)],
            options.NearestItems
        );

    // Windows of the same size that came before.
    private IEnumerable<Clickers> Before(bool[] isFree, int start)
    {
        var size = profiles.Rows - start;
        for (var end = start; end >= size && start - end < MostWindows * size; end -= size)
        {
            others.Count([.. Enumerable.Range(end - size, size).Where(u => isFree[u])]);
            foreach (var item in others.WithClickers(options.FewestClickers))
                yield return others.Of(item);
        }
    }
}
