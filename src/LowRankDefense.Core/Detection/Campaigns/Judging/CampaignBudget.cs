namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>How much evidence convicts, where so many users are judged by so many campaigns.</summary>
public static class CampaignBudget
{
    /// <summary>t = ln (users × campaigns / false positives expected), and never below <see cref="CampaignOptions.Nats"/>.</summary>
    /// <remarks>
    /// Under the background the evidence of one user for one campaign goes beyond t at any time with probability at most e^−t (Ville's inequality); so
    /// many looks may be right once by chance.
    /// </remarks>
    /// <param name="options">The least evidence, and the false positives expected.</param>
    /// <param name="users">Users judged, 0 or more.</param>
    /// <param name="campaigns">Campaigns they are judged by, 0 or more.</param>
    public static double Threshold(CampaignOptions options, int users, int campaigns)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Math.Max(options.Nats, Math.Log(Math.Max(1.0, users) * Math.Max(1, campaigns) / options.ExpectedFalsePositives));
    }
}
