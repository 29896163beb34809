using LowRankDefense.Core.Detection.Campaigns.Scattered;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Looks for scattered campaigns among odd users, at either level, and holds what it finds against what the oldest past has by itself.</summary>
internal sealed class ScatteredWatch(ScatteredFinder finder, PatrolledUsers users, OddUsers odd, SearchGrounds grounds)
{
    private readonly Dictionary<double, double> usual = [];
    private int usualAt = -1;

    /// <summary>Looks for those that are not known.</summary>
    public IEnumerable<CampaignFit> Find(CancellationToken cancel)
    {
        foreach (var level in SearchGrounds.OddLevels)
        {
            var ground = grounds.Odd(PatrolledUsers.Free, level);
            foreach (var fit in finder.Find(users.Profiles, ground.Rows, ground.Past, ground.Since, Usual(level, cancel), cancel))
                yield return fit;
        }
    }

    /// <summary>A known one as it stands, on the purer ground where both carry it; null where none does.</summary>
    public CampaignFit? Renew(Campaign campaign, CancellationToken cancel) =>
        SearchGrounds.OddLevels.Select(level => Renew(campaign, level, cancel)).OfType<CampaignFit>().MaxBy(fit => fit.Rule.Credit);

    private CampaignFit? Renew(Campaign campaign, double level, CancellationToken cancel)
    {
        var ground = grounds.Odd(campaign.Number, level);
        return finder.Renew(users.Profiles, ground.Rows, ground.Past, ground.Since, campaign.Fit.Core, Usual(level, cancel));
    }

    // Asked again where coherence was learnt again.
    private double Usual(double level, CancellationToken cancel)
    {
        if (usualAt != odd.LearntAt)
            usual.Clear();
        usualAt = odd.LearntAt;
        if (!usual.TryGetValue(level, out var nats))
        {
            var isOdd = users.FreeOrOf(PatrolledUsers.Free, 0, grounds.First).ToLookup(u => odd.IsOdd(u, level));
            usual[level] = nats = finder.Usual(users.Profiles, [.. isOdd[true]], [.. isOdd[false]], cancel);
        }

        return nats;
    }
}
