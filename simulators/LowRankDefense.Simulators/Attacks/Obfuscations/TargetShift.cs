namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Targets get the value next to the extreme one: one below the largest, or one above the smallest.</summary>
/// <remarks>Williams, Mobasher, Burke, Sandvig &amp; Bhaumik (ECAI 2006), §3.3.</remarks>
public sealed class TargetShift : ProfileObfuscation
{
    /// <inheritdoc/>
    public override string Name => "target-shift";

    /// <inheritdoc/>
    public override string Description => "Targets get the value next to the extreme one.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign)
    {
        var scale = campaign.Genuine.Scale.ToArray();
        if (scale.Length == 1)
            throw new ArgumentException("The data knows one value only, to which no other is next: target-shift needs ratings.", nameof(campaign));
        return profile =>
        {
            foreach (var (target, value) in campaign.TargetsOf(profile))
            {
                profile[target] =
                    value == scale[^1] ? scale[^2]
                    : value == scale[0] ? scale[1]
                    : value;
            }

            return profile;
        };
    }
}
