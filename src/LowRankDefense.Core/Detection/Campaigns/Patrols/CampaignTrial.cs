namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Whether what looks like a campaign is one, on the ground where it was found.</summary>
internal sealed class CampaignTrial(
    CampaignFinder finder,
    ScatteredWatch scattered,
    CampaignOptions options,
    PatrolledUsers users,
    SearchGrounds grounds
)
{
    // A theme had fans before it surged, by more nats than this; a script has none.
    private const double MostFanNats = 4;

    /// <summary>Whether a fit is a campaign: accepted, news, and without fans in the past.</summary>
    public bool Stands(CampaignFit fit, SearchGround ground) =>
        fit.IsAccepted && News.Of(users.Profiles, fit.Core, ground.Before, ground.Since) >= options.Nats && IsScript(fit, ground);

    private bool IsScript(CampaignFit fit, SearchGround ground) =>
        new Fans(users.Profiles, fit.Core, ground.Before).IsScript([.. fit.Members.Select(m => ground.Rows[m])], MostFanNats, options);

    /// <summary>A known campaign as it stands on the first ground that still carries it; null where none does.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="held">Whom it holds, ascending.</param>
    /// <param name="cancel">Stops between two beginnings.</param>
    public (CampaignFit? Fit, int[] Rows) Refit(Campaign campaign, int[] held, CancellationToken cancel)
    {
        if (campaign.Origin == CampaignOrigin.Scattered)
            return (scattered.Renew(campaign, cancel), [.. Enumerable.Range(0, users.Count)]);
        foreach (var ground in grounds.Of(campaign, held))
        {
            bool[] isMember = [.. ground.Rows.Select(u => users.HolderOf(u) == campaign.Number)];
            var fit = finder.Renew(users.ClicksOf(ground.Past), users.Profiles.SelectRows(ground.Rows), isMember, [.. campaign.Fit.Core]);
            if (fit is not null && Stands(fit, ground))
                return (fit, ground.Rows);
        }

        return (null, []);
    }
}
