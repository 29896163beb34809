namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>An item that tells a campaign's members from others, as a model names it.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Rate">Share of the members who have it, 0 to 1.</param>
/// <param name="Share">Its share of the clicks of everybody else, 0 to 1.</param>
/// <param name="IsCore">Whether it is what the campaign is for: nearly all members have it, or any few of such, and hardly anybody else.</param>
public readonly record struct TellingItem(string Item, double Rate, double Share, bool IsCore);
