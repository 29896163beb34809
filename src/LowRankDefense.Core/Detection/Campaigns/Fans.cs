using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Users who have several items of a core, and not most of them. Taste covers a theme loosely, a script fully: a script has no fans.</summary>
public static class Fans
{
    /// <summary>Nats of surprise that so many pairs of core items are in one profile, were each item clicked by its own public and no public were another's.</summary>
    /// <remarks>
    /// A user of n clicks has item i with b_i = 1 − exp(−n p_i), p_i its share of the clicks of these users. λ is the number of pairs Σ_u Σ_{i &lt; j} b_ui b_uj
    /// that this leads one to expect (see <c>PoissonTail</c>).
    /// </remarks>
    /// <param name="profiles">Users × items.</param>
    /// <param name="core">Columns of the core.</param>
    /// <param name="users">Rows of the users who are looked at; those who have most of the core are left out.</param>
    public static double Nats(CsrMatrix profiles, IReadOnlyCollection<int> core, IReadOnlyCollection<int> users)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(users);
        var (clicks, pairs, total) = Count(profiles, core, users);
        if (pairs == 0)
            return 0;
        double[] shares = [.. clicks.Values.Where(c => c > 0).Select(c => c / total)];
        var expected = users.GroupBy(profiles.CountOf).Sum(g => g.Count() * Expected(g.Key, shares));
        return PoissonTail.Nats(pairs, expected);
    }

    /// <summary>Median over the core of the users who are no members and have the item; 0 where nobody has most of it.</summary>
    /// <inheritdoc cref="Nats"/>
    public static int Public(CsrMatrix profiles, IReadOnlyCollection<int> core, IReadOnlyCollection<int> users)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(core);
        ArgumentNullException.ThrowIfNull(users);
        int[] sorted = [.. Count(profiles, core, users).Clicks.Values.Order()];
        return sorted.Length == 0 ? 0 : sorted[(sorted.Length - 1) / 2];
    }

    private static (Dictionary<int, int> Clicks, double Pairs, double Total) Count(
        CsrMatrix profiles,
        IReadOnlyCollection<int> core,
        IReadOnlyCollection<int> users
    )
    {
        var (isCore, clicks) = (core.ToHashSet(), core.ToDictionary(c => c, _ => 0));
        var (pairs, total) = (0.0, 0.0);
        foreach (var user in users)
        {
            var has = CoreHolders.CountOf(profiles.ColumnsOf(user), isCore);
            if (has >= CoreHolders.Needed(core.Count))
                continue;
            foreach (var item in has == 0 ? [] : profiles.ColumnsOf(user))
            {
                if (isCore.Contains(item))
                    clicks[item]++;
            }

            pairs += has * (has - 1) / 2.0;
            total += profiles.CountOf(user);
        }

        return (clicks, pairs, total);
    }

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
