using LowRankDefense.Core.Attacks;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Fillers become items drawn uniformly from the most popular ones, each rated as others rate it.</summary>
/// <remarks>Hurley, Cheng &amp; Zhang, "Statistical attack detection" (RecSys 2009), §3: AoP. Fillers drawn from all items are rarer than what users click.</remarks>
/// <param name="popularShare">Share of the items that are popular; above 0, to 1; 0.2 by default.</param>
public sealed class AverageOverPopular(double popularShare = 0.2) : ProfileObfuscation
{
    private readonly double popularShare = popularShare is > 0 and <= 1
        ? popularShare
        : throw new ArgumentOutOfRangeException(nameof(popularShare), popularShare, "The share of popular items lies above 0, and not above 1.");

    /// <inheritdoc/>
    public override string Name => "average-over-popular";

    /// <inheritdoc/>
    public override string Description => "Fillers become items of the popular fifth, each rated as others rate it.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        var popular = genuine.ByPopularity[..(int)Math.Ceiling(popularShare * genuine.ByPopularity.Length)];
        return profile =>
        {
            var disguised = campaign.TargetsOf(profile);
            campaign.Fill(disguised, profile.Count - disguised.Count, Draw);
            return disguised;
        };

        Filler Draw()
        {
            var item = popular[random.NextInt(popular.Length)];
            return new Filler(item, genuine.DrawValueOf(item, random));
        }
    }
}
