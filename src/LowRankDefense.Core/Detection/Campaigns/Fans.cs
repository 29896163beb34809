using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Users who have several items of a core, and not most of them. Taste covers a theme loosely, a script fully: a script has no fans.</summary>
/// <remarks>
/// A user of n clicks has item i with b_i = 1 − exp(−n p_i), p_i its share of the clicks of these users. λ is the number of pairs Σ_u Σ_{i &lt; j} b_ui b_uj
/// that this leads one to expect, were each item clicked by its own public and no public another's (see <c>PoissonTail</c>).
/// </remarks>
public sealed class Fans
{
    // Two items with fans by more nats than this are of one part.
    private const double MostPairNats = 2;

    // What members have in common besides, in multiples of chance: those who go from place to place together share more.
    private const double MostAffinity = 8;

    // That nobody but them likes two of the items says nothing where hardly anybody has one: the first at new places are friends, and share this much.
    private const int FewestPublic = 2;
    private const double MostAffinityOfNew = 12;
    private readonly CsrMatrix profiles;
    private readonly int[] core;

    // Items of the core, by their place in it, of each user who has one and has not most.
    private readonly List<int[]> loose = [];
    private readonly int[] clicks;
    private readonly double total;
    private readonly (int Activity, int Users)[] activities;
    private readonly Lazy<int[]> parts;

    /// <summary>Looks for them; O(non-zeros of the users).</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="core">Columns of the core.</param>
    /// <param name="users">Rows of the users who are looked at; those who have most of the core are left out.</param>
    public Fans(CsrMatrix profiles, IReadOnlyCollection<int> core, IReadOnlyCollection<int> users)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(users);
        (this.profiles, this.core) = (profiles, [.. core]);
        (clicks, parts) = (new int[core.Count], new Lazy<int[]>(FindParts));
        var (placeOf, needed) = (this.core.Select((c, place) => (c, place)).ToDictionary(p => p.c, p => p.place), CoreHolders.Needed(core.Count));
        var own = new List<int>();
        foreach (var user in users)
        {
            own.Clear();
            foreach (var column in profiles.ColumnsOf(user))
            {
                if (placeOf.TryGetValue(column, out var place))
                    own.Add(place);
            }

            if (own.Count >= needed)
                continue;
            own.ForEach(place => clicks[place]++);
            total += profiles.CountOf(user);
            if (own.Count > 0)
                loose.Add([.. own]);
        }

        activities = [.. users.GroupBy(profiles.CountOf).Select(g => (g.Key, g.Count()))];
        Nats = NatsOf([.. Enumerable.Range(0, core.Count)]);
    }

    /// <summary>Nats of surprise that so many pairs of core items are in one profile.</summary>
    public double Nats { get; }

    /// <summary>The parts of the core: items with fans, if by way of other items. A theme is of one part; what an attacker has put together need not be.</summary>
    public int Parts => parts.Value.Distinct().Count();

    /// <summary>The same nats, a part counted as one item: surprise that so many have items of several parts.</summary>
    public double NatsAcross => NatsOf(parts.Value);

    /// <summary>Median over the core of the users who are no members and have the item; 0 where nobody has most of it.</summary>
    public int Public => clicks.Length == 0 ? 0 : clicks.Order().ElementAt((clicks.Length - 1) / 2);

    /// <summary>
    /// Whether the core is a script's: it has no fans, and not for being new to everybody but friends; or it is several themes that nobody likes more than one
    /// of, and those who have all of them share not much else, or the themes are too many for anybody's taste.
    /// </summary>
    /// <param name="members">Rows of those who have most of the core.</param>
    /// <param name="mostNats">Nats of surprise that are no fans yet.</param>
    /// <param name="options">Themes that make several, <see cref="CampaignOptions.CoreItems"/>, and too many, <see cref="CampaignOptions.LargeCore"/>.</param>
    public bool IsScript(IReadOnlyList<int> members, double mostNats, CampaignOptions options)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(options);
        if (Nats <= mostNats)
            return Public >= FewestPublic || AffinityOf(members) <= MostAffinityOfNew;
        return Parts >= options.CoreItems && NatsAcross <= mostNats && (Parts >= options.LargeCore || AffinityOf(members) <= MostAffinity);
    }

    private double AffinityOf(IReadOnlyList<int> members) => Affinity.Of(profiles, members, core.ToHashSet());

    private double NatsOf(int[] partOf)
    {
        var (own, pairs) = (new double[core.Length], 0.0);
        foreach (var has in loose.Select(items => items.Select(i => partOf[i]).Distinct().ToArray()))
        {
            Array.ForEach(has, part => own[part]++);
            pairs += has.Length * (has.Length - 1) / 2.0;
        }

        return pairs == 0 ? 0 : PoissonTail.Nats(pairs, Expected([.. own.Where(c => c > 0).Select(c => c / total)]));
    }

    // The part of each place of the core: of those of one part the first.
    private int[] FindParts()
    {
        var part = Enumerable.Range(0, core.Length).ToArray();
        var pairs = loose.SelectMany(own => own.SelectMany((a, n) => own.Skip(n + 1).Select(b => (a, b)))).CountBy(pair => pair);
        foreach (var ((a, b), count) in pairs)
        {
            if (PoissonTail.Nats(count, Expected([clicks[a] / total, clicks[b] / total])) > MostPairNats)
                part = Array.ConvertAll(part, p => p == part[a] || p == part[b] ? Math.Min(part[a], part[b]) : p);
        }

        return part;
    }

    private double Expected(double[] shares) => activities.Sum(a => a.Users * Expected(a.Activity, shares));

    // Σ_{i < j} b_i b_j = ((Σ b)² − Σ b²) / 2
    private static double Expected(int activity, double[] shares)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var share in shares)
        {
            var has = Background.Probability(activity, share);
            (sum, squares) = (sum + has, squares + (has * has));
        }

        return ((sum * sum) - squares) / 2;
    }
}
