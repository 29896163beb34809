using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>Who of an item's clickers belongs to a group of its own: a mixture of those to be expected and that group, both Gaussian in their traits.</summary>
/// <remarks>Nobody counts for the group they are judged by, else every odd clicker would be a group of one.</remarks>
internal static class CrowdMixture
{
    private const int Iterations = 15;
    private const double FirstGuess = 0.9;
    private const double MostLogOdds = 30;
    private static readonly HashSet<int> NobodyElse = [];

    /// <summary>Posterior log odds that each clicker belongs to the group, nats; fitted by expectation and maximization.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="traits">Traits of each user.</param>
    /// <param name="clickers">Rows of the item's clickers.</param>
    /// <param name="others">Rows of everybody else in the window: expected is each by the chance to click the item.</param>
    /// <param name="alike">Rows of users who tell what the group is like, clickers or not; where there are none of them, nobody belongs to it. null: the odd ones among the clickers tell.</param>
    public static double[] LogOdds(CsrMatrix profiles, Traits[] traits, int[] clickers, int[] others, IReadOnlySet<int>? alike)
    {
        var usual = Expected(profiles, traits, clickers, others);
        var unusual = Array.ConvertAll(clickers, u => -usual.LogDensity(traits[u]));
        var (belief, odds, share) = (FirstBelief(unusual), new double[clickers.Length], 0.5);
        for (var step = 0; step < Iterations; step++)
        {
            var group = new TraitSums();
            foreach (var user in alike ?? NobodyElse)
                group.Add(traits[user], 1);
            for (var k = 0; k < clickers.Length; k++)
                group.Add(traits[clickers[k]], WeightOf(k));
            for (var k = 0; k < clickers.Length; k++)
            {
                var own = traits[clickers[k]];
                var weight = alike?.Contains(clickers[k]) is true ? 1 : WeightOf(k);
                group.Add(own, -weight);
                odds[k] = Math.Log(share / (1 - share)) + new TraitGaussian(group, usual).LogDensity(own) + unusual[k];
                group.Add(own, weight);
            }

            for (var k = 0; k < clickers.Length; k++)
                belief[k] = 1 / (1 + Math.Exp(-Math.Clamp(odds[k], -MostLogOdds, MostLogOdds)));
            share = Math.Clamp((belief.Sum() + 0.5) / (clickers.Length + 1), 0.02, 0.98);
        }

        return odds;

        double WeightOf(int k) => alike is null ? belief[k] : 0;
    }

    // The unusual half is where a group would be.
    private static double[] FirstBelief(double[] unusual)
    {
        var half = unusual.Order().ElementAt(unusual.Length / 2);
        return Array.ConvertAll(unusual, u => u >= half ? FirstGuess : 1 - FirstGuess);
    }

    private static TraitGaussian Expected(CsrMatrix profiles, Traits[] traits, int[] clickers, int[] others)
    {
        var clicks = others.Sum(u => (double)profiles.CountOf(u)) + clickers.Sum(u => (double)profiles.CountOf(u));
        var share = clickers.Length / Math.Max(1, clicks);
        var sums = new TraitSums();
        foreach (var user in others)
            sums.Add(traits[user], 1 - Math.Exp(-profiles.CountOf(user) * share));
        return new TraitGaussian(sums);
    }
}
