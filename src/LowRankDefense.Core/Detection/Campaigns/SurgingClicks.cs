using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>A window seen through its surging items: who clicked which of them, and how busy everybody was.</summary>
internal sealed class SurgingClicks
{
    private readonly Surge surge;
    private readonly CampaignOptions options;
    private readonly int[] starts;
    private readonly int[] items;
    private readonly int[] itemStarts;
    private readonly int[] users;

    /// <summary>The clicks of <paramref name="window"/> (users × items) on the items of <paramref name="surge"/>, O(non-zeros).</summary>
    public SurgingClicks(CsrMatrix window, Surge surge, CampaignOptions options)
    {
        (this.surge, this.options) = (surge, options);
        var places = surge.Items.Index().ToDictionary(item => item.Item, item => item.Index);
        starts = new int[window.Rows + 1];
        Activity = new int[window.Rows];
        var found = new List<int>();
        for (var u = 0; u < window.Rows; u++)
        {
            foreach (var column in window.ColumnsOf(u))
            {
                if (places.TryGetValue(column, out var place))
                    found.Add(place);
            }

            starts[u + 1] = found.Count;
            Activity[u] = window.CountOf(u);
        }

        items = [.. found];
        (itemStarts, users) = (new int[surge.Items.Length + 1], new int[items.Length]);
        GroupByItem();
    }

    /// <summary>Users in the window.</summary>
    public int Users => Activity.Length;

    /// <summary>Surging items.</summary>
    public int Items => surge.Items.Length;

    /// <summary>Clicks of each user in the window, on any item.</summary>
    public int[] Activity { get; }

    /// <summary>The surging items that a user clicked, as places among them, ascending.</summary>
    public ReadOnlySpan<int> Of(int user) => items.AsSpan(starts[user], starts[user + 1] - starts[user]);

    /// <summary>The users who clicked a surging item, ascending.</summary>
    public ReadOnlySpan<int> UsersOf(int item) => users.AsSpan(itemStarts[item], itemStarts[item + 1] - itemStarts[item]);

    /// <summary>The column of a surging item.</summary>
    public int ColumnOf(int item) => surge.Items[item];

    /// <summary>Σ_u weight_u x_ui for each surging item, into <paramref name="counts"/>.</summary>
    public void Count(ReadOnlySpan<double> weights, Span<double> counts)
    {
        counts.Clear();
        for (var u = 0; u < Users; u++)
        {
            if (weights[u] == 0)
                continue;
            foreach (var item in Of(u))
                counts[item] += weights[u];
        }
    }

    /// <summary>p: share of each surging item of the clicks in the window, shrunk to its share in the history and never below half of that.</summary>
    /// <param name="weights">How far each user belongs to the background, 0 to 1.</param>
    /// <param name="shares">One per surging item, written.</param>
    public void Share(ReadOnlySpan<double> weights, Span<double> shares)
    {
        Count(weights, shares);
        var total = options.HistoryClicks;
        for (var u = 0; u < Users; u++)
            total += weights[u] * Activity[u];
        for (var i = 0; i < shares.Length; i++)
        {
            var past = surge.PastShares[i];
            shares[i] = Math.Max((shares[i] + (options.HistoryClicks * past)) / total, past / 2);
        }
    }

    // A counting sort.
    private void GroupByItem()
    {
        foreach (var item in items)
            itemStarts[item + 1]++;
        for (var i = 0; i < Items; i++)
            itemStarts[i + 1] += itemStarts[i];
        int[] next = [.. itemStarts];
        for (var u = 0; u < Users; u++)
        {
            foreach (var item in Of(u))
                users[next[item]++] = u;
        }
    }
}
