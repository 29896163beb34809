using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>In which order the users of a data set come.</summary>
public enum UserOrder
{
    /// <summary>By the time of their first rating.</summary>
    Time,

    /// <summary>Drawn at random.</summary>
    Random,
}

/// <summary>Orders the users of a data set.</summary>
public static class UserArrivals
{
    /// <summary>Rows of the users, in order of arrival.</summary>
    /// <param name="data">The ratings, with their times where there are any.</param>
    /// <param name="indexed">The same, as a matrix.</param>
    /// <param name="order">How; null for by time where every rating has one, else at random.</param>
    /// <param name="random">Draws the order.</param>
    /// <exception cref="InvalidDataException">By time, and the data has no times.</exception>
    public static int[] Order(DataSet data, IndexedDataSet indexed, UserOrder? order, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(indexed);
        ArgumentNullException.ThrowIfNull(random);
        int[] rows = [.. Enumerable.Range(0, indexed.Users.Count)];
        if ((order ?? (data.HasTimestamps ? UserOrder.Time : UserOrder.Random)) == UserOrder.Random)
        {
            random.Shuffle<int>(rows);
            return rows;
        }

        if (!data.HasTimestamps)
            throw new InvalidDataException($"{data.Name} does not say when its ratings were made: use --order random.");
        var first = new long[rows.Length];
        Array.Fill(first, long.MaxValue);
        foreach (var rating in data.Train)
        {
            var user = indexed.Users.TryGet(rating.User, out var row) ? row : throw new InvalidDataException($"User '{rating.User}' is not indexed.");
            first[user] = Math.Min(first[user], rating.Timestamp!.Value);
        }

        return [.. rows.OrderBy(r => first[r]).ThenBy(r => r)];
    }
}
