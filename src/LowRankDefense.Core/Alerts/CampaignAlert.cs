using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Alerts;

/// <summary>A turn in the life of a campaign or of an odd crowd, for whoever has to act on it.</summary>
/// <param name="Kind">Which of both.</param>
/// <param name="Turn">What happened.</param>
/// <param name="Campaign">Its name; verdicts carry it.</param>
/// <param name="Since">When it was opened, Unix milliseconds.</param>
/// <param name="Time">When this was found, Unix milliseconds.</param>
/// <param name="Suspects">How many users it holds; of a closed one, how many are released.</param>
/// <param name="Users">The newest of them; all where they are few.</param>
/// <param name="Nats">Median evidence of its members when it was last fitted, nats; of a crowd, their median log odds.</param>
/// <param name="Items">The items it pushes.</param>
public sealed record CampaignAlert(
    AlertKind Kind,
    CampaignTurn Turn,
    string Campaign,
    long Since,
    long Time,
    int Suspects,
    IReadOnlyList<string> Users,
    double Nats,
    IReadOnlyList<CoreItem> Items
)
{
    /// <summary>Idempotency key: the same turn at the same size has the same id.</summary>
    public string Id => $"{Campaign}/{Turn}+{Suspects}";

    /// <summary>The alert of a turn that a patrol has reported.</summary>
    /// <param name="change">The turn.</param>
    /// <param name="profiles">Rows × items, as the patrol saw them.</param>
    /// <param name="userOf">User id of a row; a user may have several.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="now">The present, Unix milliseconds.</param>
    /// <param name="namedUsers">The most users that are named.</param>
    public static CampaignAlert Of(
        CampaignChange change,
        CsrMatrix profiles,
        Func<int, string> userOf,
        IReadOnlyList<string> items,
        long now,
        int namedUsers
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(profiles);
        string[] users = [.. change.Users.Select(userOf).Distinct(StringComparer.Ordinal)];
        var fit = change.Campaign.Fit;
        var core = fit.Items.Where(i => i.IsCore).OrderByDescending(i => i.Rate).ThenBy(i => i.Column).ToArray();
        var clicks = ClicksOf([.. core.Select(i => i.Column)], profiles);
        return new CampaignAlert(
            AlertKind.Campaign,
            change.Turn,
            change.Campaign.Name,
            change.Campaign.Since,
            now,
            users.Length,
            [.. users.TakeLast(namedUsers)],
            fit.MedianEvidence,
            [.. core.Select(i => new CoreItem(items[i.Column], i.Rate, i.Share, (double)clicks[i.Column] / Math.Max(1, profiles.NonZeros)))]
        );
    }

    /// <summary>The alert of a crowd's turn that a patrol has reported.</summary>
    /// <inheritdoc cref="Of(CampaignChange, CsrMatrix, Func{int, string}, IReadOnlyList{string}, long, int)"/>
    public static CampaignAlert Of(
        CrowdChange change,
        CsrMatrix profiles,
        Func<int, string> userOf,
        IReadOnlyList<string> items,
        long now,
        int namedUsers
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(profiles);
        var (crowd, column) = (change.Crowd, change.Crowd.Item);
        string[] users = [.. change.Users.Select(userOf).Distinct(StringComparer.Ordinal)];
        double[] nats = [.. crowd.Members.Values.Order()];
        var (clicks, all) = (ClicksOf([column], profiles)[column], Math.Max(1, profiles.NonZeros));
        var others = all - crowd.Members.Keys.Sum(profiles.CountOf);
        return new CampaignAlert(
            AlertKind.Crowd,
            change.Turn,
            crowd.Name,
            crowd.Since,
            now,
            users.Length,
            [.. users.TakeLast(namedUsers)],
            nats.Length == 0 ? 0 : nats[nats.Length / 2],
            [new CoreItem(items[column], 1, (double)Math.Max(0, clicks - crowd.Members.Count) / Math.Max(1, others), (double)clicks / all)]
        );
    }

    private static Dictionary<int, int> ClicksOf(int[] columns, CsrMatrix profiles)
    {
        var clicks = columns.ToDictionary(c => c, _ => 0);
        foreach (var column in profiles.ColumnIndices)
        {
            if (clicks.TryGetValue(column, out var count))
                clicks[column] = count + 1;
        }

        return clicks;
    }
}

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>Users who push the same few items together.</summary>
    Campaign,

    /// <summary>Users who push one item and are not the people who click such items.</summary>
    Crowd,
}

/// <summary>An item that a campaign pushes, and how its clicks have moved.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Rate">Share of the members who have it, 0 to 1.</param>
/// <param name="ShareOfOthers">Its share of the clicks of everybody else, 0 to 1.</param>
/// <param name="ShareNow">Its share of all clicks, members' among them, 0 to 1.</param>
public readonly record struct CoreItem(string Item, double Rate, double ShareOfOthers, double ShareNow);
