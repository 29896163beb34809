namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>A live campaign.</summary>
/// <param name="number">Its number, from 0 in the order of discovery.</param>
/// <param name="fit">What it pushes, as of the last patrol.</param>
/// <param name="since">Users that had been seen when it was opened.</param>
public sealed class Campaign(int number, CampaignFit fit, int since)
{
    /// <summary>Its number, from 0 in the order of discovery.</summary>
    public int Number => number;

    /// <summary>Users that had been seen when it was opened.</summary>
    public int Since => since;

    /// <summary>What it pushes, as of the last patrol.</summary>
    public CampaignFit Fit { get; internal set; } = fit;
}
