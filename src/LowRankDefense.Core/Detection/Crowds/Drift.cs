using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>How far what is clicked has changed over users in order of arrival, and over how many of the last it has not.</summary>
/// <remarks>
/// As Bifet and Gavaldà's adaptive windows (ADWIN, 2007) keep what is of one distribution, in halves: where no drift is, everybody teaches more than a few do.
/// </remarks>
internal static class Drift
{
    // Beyond, it is another time. Without drift it is within ±0.015 for a thousand users, and below for more.
    private const double Most = 0.03;

    // Fewer teach too little of what goes together.
    private const int FewestUsers = 1_000;

    /// <summary>
    /// 1 − 2 b / (w₁ + w₂), by how much less two users of different halves have in common than two of one half: 0 where nothing drifts, 1 where the halves share
    /// nothing. An item weighs one over its clicks, so that one that goes viral does not outweigh all others.
    /// </summary>
    /// <param name="users">Users × items, in order of arrival.</param>
    public static double Of(CsrMatrix users)
    {
        ArgumentNullException.ThrowIfNull(users);
        var (older, newer) = (new Half(users, 0, users.Rows / 2), new Half(users, users.Rows / 2, users.Rows));
        var (within, between) = (0.0, 0.0);
        for (var item = 0; item < users.Columns; item++)
        {
            double a = older.Clicks[item];
            double b = newer.Clicks[item];
            // Given how many clicks an item has, where nothing drifts they fall into either half alike.
            var weight = 1 / Math.Max(1, a + b);
            within += weight * ((a * (a - 1) / older.Pairs) + (b * (b - 1) / newer.Pairs));
            between += weight * a * b / (older.All * newer.All);
        }

        return within <= 0 ? 0 : 1 - (2 * between / within);
    }

    /// <summary>How many of the last users nothing drifts over: all, or half of them, or half of these, and so on, a thousand at least.</summary>
    /// <param name="users">Users × items, in order of arrival.</param>
    public static int CalmUsers(CsrMatrix users)
    {
        ArgumentNullException.ThrowIfNull(users);
        var calm = users.Rows;
        while (calm >= 2 * FewestUsers && Of(users.SelectRows([.. Enumerable.Range(users.Rows - calm, calm)])) > Most)
            calm /= 2;
        return calm;
    }

    // The clicks of each item, of all, and the pairs of clicks of two different users.
    private sealed class Half
    {
        public Half(CsrMatrix users, int from, int to)
        {
            Clicks = new int[users.Columns];
            var (all, own) = (0.0, 0.0);
            for (var u = from; u < to; u++)
            {
                double count = users.CountOf(u);
                (all, own) = (all + count, own + (count * count));
                foreach (var item in users.ColumnsOf(u))
                    Clicks[item]++;
            }

            (All, Pairs) = (Math.Max(1, all), Math.Max(1, (all * all) - own));
        }

        public int[] Clicks { get; }

        public double Pairs { get; }

        public double All { get; }
    }
}
