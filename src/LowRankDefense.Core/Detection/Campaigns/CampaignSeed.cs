namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>Where the search for a campaign begins: the user whose surging clicks are surprising and whose nearest are near, with those nearest.</summary>
internal static class CampaignSeed
{
    private const int Candidates = 200;
    private const int Nearest = 10;
    private const double Belief = 0.9;

    /// <summary>First guess of who belongs to a campaign, a probability per user: 0.9 for the seed and its nearest, 0 for all others.</summary>
    /// <param name="clicks">The window.</param>
    /// <param name="free">Whether each user may be a member, 0 to 1; those at ½ or below are left out.</param>
    public static double[] Of(SurgingClicks clicks, ReadOnlySpan<double> free)
    {
        var shares = new double[clicks.Items];
        clicks.Share(free, shares);
        var weights = Weights(clicks, shares);
        var (similarity, touched) = (new double[clicks.Users], new List<int>());
        var best = (Density: double.NegativeInfinity, Near: Array.Empty<(double Similarity, int User)>());
        foreach (var candidate in MostSurprising(clicks, shares, free))
        {
            Compare(candidate, clicks, weights, free, similarity, touched);
            var near = MostSimilar(similarity, touched);
            var density = near.Sum(n => n.Similarity) / Nearest;
            if (density > best.Density)
                best = (density, near);
        }

        var start = new double[clicks.Users];
        foreach (var (_, user) in best.Near)
            start[user] = Belief;
        return start;
    }

    /// <summary>The same for a campaign that is known: 0.9 for its members, 0 for all others.</summary>
    public static double[] Of(ReadOnlySpan<bool> isMember)
    {
        var start = new double[isMember.Length];
        for (var u = 0; u < start.Length; u++)
            start[u] = isMember[u] ? Belief : 0;
        return start;
    }

    // −ln (p n̄): what a click on the item is worth as a likeness, the more the rarer it is.
    private static double[] Weights(SurgingClicks clicks, double[] shares)
    {
        var mean = clicks.Users == 0 ? 0 : clicks.Activity.Average();
        return Array.ConvertAll(shares, p => -Math.Log(Math.Clamp(p * mean, 1e-6, 0.99)));
    }

    // By −Σ_i x_ui ln b_ui, the greatest first.
    private static IEnumerable<int> MostSurprising(SurgingClicks clicks, double[] shares, ReadOnlySpan<double> free)
    {
        var surprise = new List<(double Nats, int User)>();
        for (var u = 0; u < clicks.Users; u++)
        {
            var nats = 0.0;
            foreach (var item in clicks.Of(u))
                nats -= Math.Log(Background.Probability(clicks.Activity[u], shares[item]));
            if (free[u] > 0.5 && nats > 0)
                surprise.Add((nats, u));
        }

        return surprise.OrderByDescending(s => s.Nats).ThenBy(s => s.User).Take(Candidates).Select(s => s.User);
    }

    // Similarity of two users: Σ of the weights of the surging items that both clicked; the user is its own nearest. Touched are those with any, before and after.
    private static void Compare(int user, SurgingClicks clicks, double[] weights, ReadOnlySpan<double> free, double[] similarity, List<int> touched)
    {
        touched.ForEach(other => similarity[other] = 0);
        touched.Clear();
        foreach (var item in clicks.Of(user))
        {
            foreach (var other in clicks.UsersOf(item))
            {
                if (free[other] <= 0.5)
                    continue;
                if (similarity[other] == 0)
                    touched.Add(other);
                similarity[other] += weights[item];
            }
        }
    }

    // The nearest first; of two alike the one who came first.
    private static (double Similarity, int User)[] MostSimilar(double[] similarity, List<int> touched)
    {
        var nearest = new PriorityQueue<int, (double Similarity, int NegativeUser)>(Nearest + 1);
        foreach (var user in touched)
        {
            if (nearest.Count < Nearest)
                nearest.Enqueue(user, (similarity[user], -user));
            else
                nearest.EnqueueDequeue(user, (similarity[user], -user));
        }

        return [.. nearest.UnorderedItems.OrderByDescending(n => n.Priority).Select(n => (n.Priority.Similarity, n.Element))];
    }
}
