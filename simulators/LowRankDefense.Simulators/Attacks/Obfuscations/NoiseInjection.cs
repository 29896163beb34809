using LowRankDefense.Core.Attacks;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>A share of the fillers is disturbed: rated otherwise by a normal deviate, or, on data of one value, exchanged for an item drawn by popularity.</summary>
/// <remarks>Williams, Mobasher, Burke, Sandvig &amp; Bhaumik, "Detection of obfuscated attacks in collaborative recommender systems" (ECAI 2006), §3.1.</remarks>
/// <param name="share">Share of the fillers; 0 to 1, 0.3 by default.</param>
public sealed class NoiseInjection(double share = 0.3) : ProfileObfuscation
{
    private readonly double share = share is >= 0 and <= 1
        ? share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "The share of fillers that are disturbed lies between 0 and 1.");

    /// <inheritdoc/>
    public override string Name => "noise";

    /// <inheritdoc/>
    public override string Description => "A share of the fillers is rated otherwise, or exchanged where the data has no ratings.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign) =>
        profile =>
        {
            foreach (var item in campaign.FillersOf(profile).Where(_ => campaign.Random.NextDouble() < share))
                Disturb(profile, item, campaign);
            return profile;
        };

    private static void Disturb(Dictionary<int, float> profile, int item, ObfuscatedCampaign campaign)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        if (!genuine.IsImplicit)
        {
            profile[item] = genuine.DrawValueNear(profile[item], genuine.Deviation, random);
            return;
        }

        var before = profile.Count;
        campaign.Fill(profile, 1, () => new Filler(genuine.DrawByPopularity(random), genuine.Maximum));
        if (profile.Count > before)
            profile.Remove(item);
    }
}
