namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Where a campaign is looked for: among some users, against others.</summary>
/// <param name="Past">Rows of the history.</param>
/// <param name="Rows">Rows of those among whom it is looked for.</param>
/// <param name="Before">Rows that say how many users had a core together, which makes it news or not.</param>
/// <param name="Since">Rows that say how many have now.</param>
internal sealed record SearchGround(int[] Past, int[] Rows, int[] Before, int[] Since);
