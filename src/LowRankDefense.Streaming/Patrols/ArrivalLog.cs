using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Streaming.Patrols;

/// <summary>What users clicked, in the order in which they came: those found fake as well, so that a patrol sees what the sanitized stream does not show.</summary>
/// <remarks>
/// A row is an episode of a user: one who clicks again after many others have come begins a new row. Partitions are read in stretches, those of a long past
/// one after the other: what was added is put in the order of its times before it is counted.
/// </remarks>
internal sealed class ArrivalLog(PatrolOptions options)
{
    // Of a user who never stops, so much says enough.
    private const int MostItems = 1_000;

    // Clicks that wait for each user who is kept in mind: a longer past would be forgotten anyway.
    private const int MostWaiting = 32;
    private readonly IdIndex items = new();
    private readonly List<Episode> episodes = [];
    private readonly Dictionary<string, Episode> current = new(StringComparer.Ordinal);
    private readonly Pauses pauses = new();
    private List<Click> waiting = [];

    // Rows that have been in a snapshot.
    private int settled;

    /// <summary>Rows.</summary>
    public int Count => episodes.Count;

    /// <summary>Rows ever begun, those that were forgotten among them.</summary>
    public int Begun { get; private set; }

    /// <summary>Clicks that were ever counted: on items new to their row.</summary>
    public long Clicks { get; private set; }

    /// <summary>Item id of each column.</summary>
    public IReadOnlyList<string> Items => items.Ids;

    /// <summary>User id of a row.</summary>
    public string UserOf(int row) => episodes[row].User;

    /// <summary>Item ids of a row.</summary>
    public IReadOnlyList<string> ItemsOf(int row) => [.. episodes[row].Columns.Select(c => items.Ids[c])];

    /// <summary>The column of an item, which need not have been clicked.</summary>
    public int ColumnOf(string item) => items.GetOrAdd(item);

    /// <summary>Adds a click, which counts from the next <see cref="Order"/>.</summary>
    /// <param name="user">Who clicked.</param>
    /// <param name="item">What.</param>
    /// <param name="time">When the record was written, Unix milliseconds.</param>
    public void Add(string user, string item, long time)
    {
        waiting.Add(new Click(user, items.GetOrAdd(item), time));
        var most = MostWaiting * options.MostUsers;
        if (waiting.Count > 2 * most)
            waiting = [.. waiting.OrderBy(c => c.Time).Skip(waiting.Count - most)];
    }

    /// <summary>Counts what was added, in the order of its times.</summary>
    public void Order()
    {
        foreach (var click in waiting.OrderBy(c => c.Time))
            Take(click.User, click.Column);
        // Not cleared: what a long past took is not to be kept.
        waiting = [];
    }

    /// <summary>Rows × items, as of now: rows of the snapshot before are the same rows.</summary>
    public CsrMatrix Snapshot()
    {
        Order();
        settled = episodes.Count;
        var starts = new int[episodes.Count + 1];
        for (var e = 0; e < episodes.Count; e++)
            starts[e + 1] = starts[e] + episodes[e].Columns.Count;
        var columns = new int[starts[^1]];
        for (var e = 0; e < episodes.Count; e++)
            episodes[e].Columns.CopyTo(columns, starts[e]);
        var ones = new float[columns.Length];
        Array.Fill(ones, 1f);
        return CsrMatrix.FromArrays(episodes.Count, items.Count, starts, columns, ones);
    }

    /// <summary>Whether each row is likely to grow: its user has paused no longer than nearly all who went on.</summary>
    public bool[] AreGrowing()
    {
        var usual = pauses.Usual;
        return [.. episodes.Select(e => usual > 0 && Begun - e.LastAt <= usual)];
    }

    /// <summary>Forgets the oldest rows where there are more than are to be kept in mind, and keeps three quarters of that.</summary>
    /// <returns>How many rows of the snapshot before were forgotten: whoever has them in mind is to forget as many.</returns>
    public int Forget()
    {
        if (episodes.Count <= options.MostUsers)
            return 0;
        var oldest = episodes.Count - (options.MostUsers * 3 / 4);
        foreach (var episode in episodes.Take(oldest))
        {
            if (ReferenceEquals(current.GetValueOrDefault(episode.User), episode))
                current.Remove(episode.User);
        }

        episodes.RemoveRange(0, oldest);
        var known = Math.Min(settled, oldest);
        settled -= known;
        return known;
    }

    private void Take(string user, int column)
    {
        if (!current.TryGetValue(user, out var episode) || Begun - episode.LastAt > options.EpisodeUsers)
            episode = Begin(user);
        else
            pauses.Add(Begun - episode.LastAt);
        episode.LastAt = Begun;
        if (episode.Add(column, MostItems))
            Clicks++;
    }

    private Episode Begin(string user)
    {
        // A long past is not to be held whole before the first look at it.
        if (settled == 0 && episodes.Count >= 2 * options.MostUsers)
            Forget();
        var episode = new Episode(user);
        episodes.Add(episode);
        current[user] = episode;
        Begun++;
        return episode;
    }

    private readonly record struct Click(string User, int Column, long Time);

    private sealed class Episode(string user)
    {
        public string User => user;

        // Ascending.
        public List<int> Columns { get; } = [];

        // Episodes begun when its user last clicked.
        public int LastAt { get; set; }

        public bool Add(int column, int most)
        {
            var place = Columns.BinarySearch(column);
            if (place >= 0 || Columns.Count >= most)
                return false;
            Columns.Insert(~place, column);
            return true;
        }
    }
}
