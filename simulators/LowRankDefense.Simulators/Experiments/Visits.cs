using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>The visits of a data set's users, in the order in which they begin: who comes back after a pause arrives again.</summary>
/// <param name="Clicks">Visits × items.</param>
/// <param name="Users">For each visit the row of its user in the data set.</param>
/// <param name="Earlier">For each visit the one of the same user before, −1 for the first.</param>
public sealed record Visits(CsrMatrix Clicks, IReadOnlyList<int> Users, IReadOnlyList<int> Earlier)
{
    /// <summary>Cuts profiles where their users paused.</summary>
    /// <param name="data">The ratings, with their times.</param>
    /// <param name="indexed">The same, as a matrix.</param>
    /// <param name="pause">What is longer between two clicks ends a visit.</param>
    /// <exception cref="InvalidDataException">The data has no times.</exception>
    public static Visits Of(DataSet data, IndexedDataSet indexed, TimeSpan pause)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(indexed);
        if (!data.HasTimestamps)
            throw new InvalidDataException(
                $"{data.Name} does not say when its ratings were made, and so not when users came back: leave --pause out."
            );
        var (users, earlier, entries) = (new List<int>(), new List<int>(), new List<(int, int, float)>());
        var current = new int[indexed.Users.Count];
        var last = new long[indexed.Users.Count];
        Array.Fill(current, -1);
        foreach (var (user, item, value, timestamp) in data.Train.OrderBy(r => r.Timestamp))
        {
            if (!indexed.Users.TryGet(user, out var row) || !indexed.Items.TryGet(item, out var column))
                throw new InvalidDataException($"User '{user}' or item '{item}' is not indexed.");
            if (current[row] < 0 || timestamp - last[row] > pause.TotalMilliseconds)
            {
                earlier.Add(current[row]);
                current[row] = users.Count;
                users.Add(row);
            }

            last[row] = timestamp!.Value;
            entries.Add((current[row], column, value));
        }

        return new Visits(CsrMatrix.FromEntries(users.Count, indexed.Items.Count, entries), users, earlier);
    }
}
