namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Bernoulli mixture of the background and one campaign over the surging items, fitted by expectation and maximization.</summary>
/// <remarks>
/// A member has item i with rate r_i, independently given membership. Three things make it work: a user's own clicks are left out of the rates they
/// are judged by, else every odd user is a campaign of one; r_i is never below the background; only items that a good share of the members click are
/// evidence.
/// </remarks>
internal sealed class CampaignMixture
{
    // Fewer are nobody.
    private const double LeastSize = 2;

    // Where no membership moves by more than this in a step, the next one changes nothing.
    private const double Settled = 1e-6;
    private const double MostLogOdds = 40;

    // What is beyond is shared by half of the members and more, and says no more than these do.
    private const int MostTelling = 240;
    private readonly SurgingClicks clicks;
    private readonly CampaignOptions options;
    private readonly double[] free;
    private readonly double[] members;
    private readonly double[] evidence;
    private readonly double[] others;
    private readonly double[] shares;
    private readonly double[] counts;
    private int[] telling = [];

    /// <summary>A campaign as first guessed.</summary>
    /// <param name="clicks">The window.</param>
    /// <param name="options">Weights and the number of steps.</param>
    /// <param name="start">First guess of each user's membership, 0 to 1.</param>
    /// <param name="free">How far each user is no member of another campaign, 0 to 1.</param>
    public CampaignMixture(SurgingClicks clicks, CampaignOptions options, ReadOnlySpan<double> start, ReadOnlySpan<double> free)
    {
        (this.clicks, this.options, this.free) = (clicks, options, free.ToArray());
        members = start.ToArray();
        (evidence, others) = (new double[members.Length], new double[members.Length]);
        (shares, counts) = (new double[clicks.Items], new double[clicks.Items]);
    }

    /// <summary>Posterior membership of each user, 0 to 1.</summary>
    public ReadOnlySpan<double> Members => members;

    /// <summary>Fits it; null where no two users are left in it.</summary>
    public CampaignFit? Fit()
    {
        for (var step = 0; step < options.Iterations && members.Sum() >= LeastSize; step++)
        {
            if (Step() < Settled)
                break;
        }

        return members.Sum() < LeastSize ? null : Describe();
    }

    // One round of both: rates and background from the memberships, memberships from those. Returns how far the farthest moved.
    private double Step()
    {
        var size = Count();
        var shared = Enumerable.Range(0, counts.Length).Where(i => counts[i] > options.TellingRate * size);
        telling = [.. shared.OrderByDescending(i => counts[i]).Take(MostTelling).Order()];
        var odds = Math.Clamp(size / members.Length, 1e-5, 0.5);
        var prior = Math.Log(odds / (1 - odds));
        var moved = 0.0;
        for (var u = 0; u < members.Length; u++)
        {
            evidence[u] = Evidence(u, size);
            var posterior = free[u] / (1 + Math.Exp(-Math.Clamp(evidence[u] + prior, -MostLogOdds, MostLogOdds)));
            moved = Math.Max(moved, Math.Abs(posterior - members[u]));
            members[u] = posterior;
        }

        return moved;
    }

    // Σ over the telling items of ln (r / b) where the user has it, ln ((1 − r) / (1 − b)) where not; r = (Σ_v g_v x_vi − g_u x_ui + s b) / (Σ_v g_v − g_u + s)
    private double Evidence(int user, double size)
    {
        var own = members[user];
        var clicked = clicks.Of(user);
        var others = Math.Max(size - own, 1e-3) + options.BackgroundUsers;
        var (sum, next) = (0.0, 0);
        foreach (var item in telling)
        {
            while (next < clicked.Length && clicked[next] < item)
                next++;
            var has = next < clicked.Length && clicked[next] == item;
            var background = Background.Probability(clicks.Activity[user], shares[item]);
            var rate = (counts[item] - (has ? own : 0) + (options.BackgroundUsers * background)) / others;
            sum += Background.Evidence(has, Background.Rate(rate, background), background);
        }

        return sum;
    }

    // Background and campaign from the memberships as they are. Returns how many members there are.
    private double Count()
    {
        for (var u = 0; u < others.Length; u++)
            others[u] = (1 - members[u]) * free[u];
        clicks.Share(others, shares);
        clicks.Count(members, counts);
        return members.Sum();
    }

    private CampaignFit Describe()
    {
        var size = Count();
        int[] rows = [.. Enumerable.Range(0, members.Length).Where(u => members[u] > 0.5)];
        var items = Array.ConvertAll(
            telling,
            i =>
            {
                var rate = counts[i] / size;
                var background = rows.Length == 0 ? 1 : rows.Average(u => Background.Probability(clicks.Activity[u], shares[i]));
                var isCore = rate > options.CoreRate && rate > options.CoreLift * background;
                return new CampaignItem(clicks.ColumnOf(i), rate, shares[i], isCore);
            }
        );
        return new CampaignFit(items, rows, Array.ConvertAll(rows, u => evidence[u]), CorePerMember(rows, items), options);
    }

    private double CorePerMember(int[] rows, CampaignItem[] items)
    {
        var isCore = new bool[clicks.Items];
        for (var t = 0; t < telling.Length; t++)
            isCore[telling[t]] = items[t].IsCore;
        var sum = 0.0;
        foreach (var row in rows)
        {
            foreach (var item in clicks.Of(row))
                sum += isCore[item] ? 1 : 0;
        }

        return rows.Length == 0 ? 0 : sum / rows.Length;
    }
}
