using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Whether a core is news: clicked together by more users than it ever was. A theme of the platform surges too, and is none.</summary>
internal static class News
{
    // As much of the core as makes a holder of it, and the fewest items.
    private const double Most = 0.7;
    private const int Fewest = 2;

    // In a history without a holder the next user is one with a chance of a tenth of one over its users.
    private const double Prior = 0.1;

    /// <summary>Nats of surprise that so many users of the window have most of the core together, given how many of the past had.</summary>
    /// <remarks>
    /// Holders are Poisson with the mean λ that the past leads one to expect: P(X ≥ k) ≤ exp(−(k ln (k / λ) − k + λ)) by Chernoff's bound. 0 where there are
    /// no more than expected.
    /// </remarks>
    /// <param name="profiles">Users × items.</param>
    /// <param name="core">Columns of the core.</param>
    /// <param name="past">Rows of the past.</param>
    /// <param name="window">Rows of the window.</param>
    public static double Of(CsrMatrix profiles, IReadOnlyCollection<int> core, IReadOnlyCollection<int> past, IReadOnlyCollection<int> window)
    {
        var needed = Math.Max(Fewest, (int)Math.Ceiling(Most * core.Count));
        var isCore = core.ToHashSet();
        double holders = window.Count(Holds);
        var expected = (past.Count(Holds) + Prior) / Math.Max(1, past.Count) * window.Count;
        return holders > expected ? (holders * Math.Log(holders / expected)) - holders + expected : 0;

        bool Holds(int row)
        {
            var has = 0;
            foreach (var column in profiles.ColumnsOf(row))
                has += isCore.Contains(column) ? 1 : 0;
            return has >= needed;
        }
    }
}
