namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>An item that tells a campaign's members from others.</summary>
/// <param name="Column">Its column in the profiles.</param>
/// <param name="Rate">Share of the members who have it.</param>
/// <param name="Share">Its share of the clicks of everybody else.</param>
/// <param name="IsCore">Whether it is what the campaign is for: nearly all members have it, or any few of such, and hardly anybody else.</param>
public readonly record struct CampaignItem(int Column, double Rate, double Share, bool IsCore);
