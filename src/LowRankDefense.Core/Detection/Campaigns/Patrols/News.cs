using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Whether a core is news: clicked together by more users than it ever was. A theme of the platform surges too, and is none.</summary>
internal static class News
{
    // In a history without a holder the next user is one with a chance of a tenth of one over its users.
    private const double Prior = 0.1;

    /// <summary>Nats of surprise that so many users of the window have most of the core together, given how many of the past had (see <see cref="PoissonTail"/>).</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="core">Columns of the core.</param>
    /// <param name="past">Rows of the past.</param>
    /// <param name="window">Rows of the window.</param>
    public static double Of(CsrMatrix profiles, IReadOnlyCollection<int> core, IReadOnlyCollection<int> past, IReadOnlyCollection<int> window)
    {
        var (needed, isCore) = (CoreHolders.Needed(core.Count), core.ToHashSet());
        double holders = window.Count(Holds);
        var expected = (past.Count(Holds) + Prior) / Math.Max(1, past.Count) * window.Count;
        return PoissonTail.Nats(holders, expected);

        bool Holds(int row) => CoreHolders.CountOf(profiles.ColumnsOf(row), isCore) >= needed;
    }
}
