namespace LowRankDefense.Core.Recommendations;

/// <summary>The top items of every user, best first.</summary>
/// <remarks>A user with fewer than <see cref="Length"/> unseen items has a shorter list.</remarks>
public sealed class RecommendationTable
{
    private readonly int[] items;
    private readonly float[] scores;
    private readonly int[] counts;

    /// <summary>Empty lists for <paramref name="users"/> users, to be filled with up to <paramref name="length"/> items each.</summary>
    internal RecommendationTable(int users, int length)
    {
        Users = users;
        Length = length;
        items = new int[checked(users * length)];
        scores = new float[items.Length];
        counts = new int[users];
    }

    /// <summary>Lists that come from elsewhere, such as those a worker has published; their scores are not known, and 0.</summary>
    /// <param name="lists">For each user the items, best first.</param>
    /// <param name="length">Greatest number of items in a list, 1 or more; what is longer is cut.</param>
    public static RecommendationTable Of(IReadOnlyList<int[]> lists, int length)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var table = new RecommendationTable(lists.Count, length);
        for (var user = 0; user < lists.Count; user++)
        {
            table.counts[user] = Math.Min(length, lists[user].Length);
            lists[user].AsSpan(0, table.counts[user]).CopyTo(table.items.AsSpan(user * length));
        }

        return table;
    }

    /// <summary>Number of users.</summary>
    public int Users { get; }

    /// <summary>Greatest number of items in a list.</summary>
    public int Length { get; }

    /// <summary>Items recommended to <paramref name="user"/>, best first.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => items.AsSpan(user * Length, counts[user]);

    /// <summary>Scores of <see cref="ItemsOf"/>, descending.</summary>
    public ReadOnlySpan<float> ScoresOf(int user) => scores.AsSpan(user * Length, counts[user]);

    /// <summary>Makes what <paramref name="best"/> has kept the list of <paramref name="user"/>; different users may be filled from different threads.</summary>
    internal void Fill(int user, TopSelector best) =>
        counts[user] = best.TakeSorted(items.AsSpan(user * Length, Length), scores.AsSpan(user * Length, Length));
}
