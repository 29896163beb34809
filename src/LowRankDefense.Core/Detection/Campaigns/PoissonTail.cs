namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>How surprising a count is, where single chances are rare and many.</summary>
internal static class PoissonTail
{
    /// <summary>k ln (k / λ) − k + λ nats: P(X ≥ k) ≤ e to the minus that for X ~ Poisson(λ), by Chernoff's bound; 0 where there are no more than expected.</summary>
    /// <param name="count">k, 0 or more.</param>
    /// <param name="expected">λ, above 0.</param>
    public static double Nats(double count, double expected) => count > expected ? (count * Math.Log(count / expected)) - count + expected : 0;
}
