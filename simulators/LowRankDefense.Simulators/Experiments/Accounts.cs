using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>What users clicked in all: who comes with an account that has clicked before goes on from there.</summary>
public sealed class Accounts
{
    private readonly CsrMatrix users;
    private readonly IReadOnlyList<int>? earlier;

    /// <summary>Joins what belongs to one account.</summary>
    /// <param name="users">Users × items, in order of arrival.</param>
    /// <param name="earlier">For each user the row of what its account clicked before, −1 for a new account; null where all are new.</param>
    /// <exception cref="ArgumentException">Not as many rows as users.</exception>
    public Accounts(CsrMatrix users, IReadOnlyList<int>? earlier = null)
    {
        ArgumentNullException.ThrowIfNull(users);
        if (earlier is not null && earlier.Count != users.Rows)
            throw new ArgumentException($"{earlier.Count} earlier rows for {users.Rows} users: give one for each.", nameof(earlier));
        (this.users, this.earlier) = (users, earlier);
        Profiles = earlier is null ? users : Joined();
    }

    /// <summary>Users × items, with what their accounts clicked before.</summary>
    public CsrMatrix Profiles { get; }

    /// <summary>Genuine accounts of the past, one for each fake, drawn without repetition.</summary>
    /// <param name="isFake">Whether each user is fake, in order of arrival.</param>
    /// <param name="past">Users, the first ones, whose accounts there are to draw from.</param>
    /// <param name="random">Source of the draws.</param>
    /// <returns>For each fake the row of what its account clicked before, −1 for everybody else.</returns>
    /// <exception cref="ArgumentException">Fewer accounts than fakes.</exception>
    public static int[] Bought(IReadOnlyList<bool> isFake, int past, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(isFake);
        ArgumentNullException.ThrowIfNull(random);
        int[] free = [.. Enumerable.Range(0, past).Where(u => !isFake[u])];
        var fakes = isFake.Count(f => f);
        if (fakes > free.Length)
            throw new ArgumentException(
                $"{fakes} fakes want an account each, and the past has {free.Length}: fewer fakes, or a longer past.",
                nameof(past)
            );
        var drawn = random.Sample(free.Length, fakes);
        var next = 0;
        return [.. isFake.Select(f => f ? free[drawn[next++]] : -1)];
    }

    /// <summary>Clicks of a user's account, those of the past first, either in an order that is drawn.</summary>
    /// <param name="user">Row of the user.</param>
    /// <param name="random">Source of the order.</param>
    public int[] Clicks(int user, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var past = Past(user);
        int[] own = [.. users.ColumnsOf(user).ToArray().Except(past)];
        random.Shuffle<int>(past);
        random.Shuffle<int>(own);
        return [.. past, .. own];
    }

    /// <summary>How many of these are of the past.</summary>
    /// <param name="user">Row of the user.</param>
    public int ClicksBefore(int user) => Past(user).Length;

    // The latest first; an item clicked twice counts once.
    private int[] Past(int user)
    {
        var past = new List<int>();
        for (var row = earlier?[user] ?? -1; row >= 0; row = earlier![row])
            past.AddRange(users.ColumnsOf(row));
        return [.. past.Distinct()];
    }

    private CsrMatrix Joined()
    {
        var entries = new List<(int, int, float)>();
        for (var u = 0; u < users.Rows; u++)
        {
            foreach (var item in Past(u).Union(users.ColumnsOf(u).ToArray()))
                entries.Add((u, item, 1f));
        }

        return CsrMatrix.FromEntries(users.Rows, users.Columns, entries);
    }
}
