using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>The sanitized stream folded into a matrix: an interaction sets a cell, a retraction empties its user's row.</summary>
internal sealed class SanitizedMatrix
{
    private readonly IdIndex users = new();
    private readonly IdIndex items = new();
    private readonly List<Dictionary<int, float>> rows = [];

    /// <summary>Interactions taken since the last snapshot.</summary>
    public int NewInteractions { get; private set; }

    /// <summary>Users with interactions: those that are learnt from.</summary>
    public int Users { get; private set; }

    /// <summary>Sets the cell of an interaction; of several for one item the last counts.</summary>
    public void Add(in Interaction interaction)
    {
        var row = RowOf(interaction.User);
        Users += row.Count == 0 ? 1 : 0;
        row[items.GetOrAdd(interaction.Item)] = interaction.Value;
        NewInteractions++;
    }

    /// <summary>Empties the row of <paramref name="user"/>.</summary>
    public void Retract(string user)
    {
        var row = RowOf(user);
        Users -= row.Count == 0 ? 0 : 1;
        row.Clear();
        NewInteractions++;
    }

    /// <summary>The matrix as it stands, users without interactions left out.</summary>
    public SanitizedSnapshot Snapshot()
    {
        var ids = new List<string>();
        var entries = new List<(int Row, int Column, float Value)>();
        for (var u = 0; u < rows.Count; u++)
        {
            if (rows[u].Count == 0)
                continue;
            foreach (var (item, value) in rows[u])
                entries.Add((ids.Count, item, value));
            ids.Add(users[u]);
        }

        NewInteractions = 0;
        return new SanitizedSnapshot(CsrMatrix.FromEntries(ids.Count, items.Count, entries), ids, [.. items.Ids]);
    }

    private Dictionary<int, float> RowOf(string user)
    {
        var index = users.GetOrAdd(user);
        if (index == rows.Count)
            rows.Add([]);
        return rows[index];
    }
}
