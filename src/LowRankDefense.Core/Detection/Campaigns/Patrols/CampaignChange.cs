namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>What has become of a campaign since the patrol before.</summary>
public enum CampaignTurn
{
    /// <summary>It was found.</summary>
    Opened,

    /// <summary>It holds half as many users again as were reported.</summary>
    Grown,

    /// <summary>It would hold too large a share of the users: nobody is held by it until somebody has looked.</summary>
    Suspended,

    /// <summary>It stands no longer, and was a theme of the platform: its users are released.</summary>
    Closed,
}

/// <summary>A turn in a campaign's life, worth telling.</summary>
/// <param name="Turn">What happened.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Users">Rows of its users, ascending; of a closed one, those who are released.</param>
public sealed record CampaignChange(CampaignTurn Turn, Campaign Campaign, IReadOnlyList<int> Users);
