namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Each fake keeps one of its targets, drawn at random: no two targets stand together in a profile.</summary>
public sealed class OneTargetEach : ProfileObfuscation
{
    /// <inheritdoc/>
    public override string Name => "one-target";

    /// <inheritdoc/>
    public override string Description => "Each fake keeps one of its targets.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign) =>
        profile =>
        {
            int[] own = [.. profile.Keys.Where(campaign.Targets.Contains).Order()];
            var kept = own.Length == 0 ? -1 : own[campaign.Random.NextInt(own.Length)];
            foreach (var target in own.Where(t => t != kept))
                profile.Remove(target);
            return profile;
        };
}
