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

    /// <summary>How many users come before each fake, as far as the fakes say when they come: by time where all of them and the data have times, else by place.</summary>
    /// <param name="data">The ratings, with their times where there are any.</param>
    /// <param name="fakes">Interactions of fakes; the first of each counts.</param>
    /// <param name="order">Order of the users, see <see cref="Order"/>.</param>
    /// <returns>In the order in which the fakes first stand; null where they do not say.</returns>
    /// <exception cref="InvalidDataException">They come by time, and the users at random.</exception>
    public static double[]? Before(DataSet data, IReadOnlyList<Rating> fakes, UserOrder? order)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(fakes);
        var profiles = fakes.GroupBy(f => f.User, StringComparer.Ordinal);
        if (data.HasTimestamps && fakes.All(f => f.Timestamp is not null))
        {
            if (order == UserOrder.Random)
                throw new InvalidDataException(
                    "The fakes say at what time they come, which means nothing to --order random: leave it out, or say --arrival."
                );
            long[] firsts = [.. data.Train.GroupBy(r => r.User, StringComparer.Ordinal).Select(own => own.Min(r => r.Timestamp!.Value)).Order()];
            return [.. profiles.Select(own => (double)CountUpTo(firsts, own.Min(r => r.Timestamp!.Value)))];
        }

        var users = data.Train.Select(r => r.User).Distinct(StringComparer.Ordinal).Count();
        return fakes.All(f => f.Place is not null) ? [.. profiles.Select(own => own.Min(r => r.Place!.Value) * (double)users)] : null;
    }

    private static int CountUpTo(long[] sorted, long time)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
