namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Whether what looks like a campaign is one, on the ground where it was found.</summary>
internal sealed class CampaignTrial
{
    // A theme had fans before it surged, by more nats than this; a script has none.
    private const double MostFanNats = 4;

    // More than convicts a user: a core is the most surprising one of all that were looked for, in window after window.
    private const double LeastNats = 15;

    // So many times what themes of the platform have made before.
    private const double Margin = 2;
    private readonly CampaignFinder finder;
    private readonly ScatteredWatch scattered;
    private readonly CampaignOptions options;
    private readonly PatrolledUsers users;
    private readonly SearchGrounds grounds;

    /// <summary>A trial that knows of no theme.</summary>
    public CampaignTrial(CampaignFinder finder, ScatteredWatch scattered, CampaignOptions options, PatrolledUsers users, SearchGrounds grounds)
    {
        (this.finder, this.scattered, this.options, this.users, this.grounds) = (finder, scattered, options, users, grounds);
        Usual = new UsualNews(finder, users, (fit, ground) => fit.IsAccepted ? NewsOf(fit, ground) : 0);
    }

    /// <summary>What themes of the platform make of news.</summary>
    public UsualNews Usual { get; }

    /// <summary>Whether a fit that is not known is a campaign: news beyond what themes of the platform make.</summary>
    public bool Opens(CampaignFit fit, SearchGround ground)
    {
        if (!fit.IsAccepted)
            return false;
        var news = NewsOf(fit, ground);
        return news >= LeastNats && news >= Margin * Usual.Before(ground.Since.Min(), fit.Core);
    }

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
            if (fit is { Stands: true } && NewsOf(fit, ground) >= options.Nats)
                return (fit, ground.Rows);
        }

        return (null, []);
    }

    // Nats; 0 where it is no campaign however surprising: with fans in the past.
    private double NewsOf(CampaignFit fit, SearchGround ground)
    {
        var news = News.Of(users.Profiles, fit.Core, ground.Before, ground.Since);
        return news >= options.Nats && IsScript(fit, ground) ? news : 0;
    }

    private bool IsScript(CampaignFit fit, SearchGround ground) =>
        new Fans(users.Profiles, fit.Core, ground.Before).IsScript([.. fit.Members.Select(m => ground.Rows[m])], MostFanNats, options);
}
