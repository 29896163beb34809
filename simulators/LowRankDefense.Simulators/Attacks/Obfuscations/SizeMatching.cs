using LowRankDefense.Core.Attacks;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Each fake gets the length of a genuine profile drawn at random: what is too much is left out, what is missing comes from the fillers of the other fakes.</summary>
public sealed class SizeMatching : ProfileObfuscation
{
    /// <inheritdoc/>
    public override string Name => "size-matched";

    /// <inheritdoc/>
    public override string Description => "Each fake gets the length of a genuine profile.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign)
    {
        var (fakes, genuine, random) = (campaign.Fakes, campaign.Genuine, campaign.Random);
        return profile =>
        {
            var length = genuine.Genuine.CountOf(genuine.DrawUser(random));
            var fillers = campaign.FillersOf(profile);
            random.Shuffle<int>(fillers);
            foreach (var item in fillers.Take(profile.Count - length))
                profile.Remove(item);
            if (profile.Count < length)
                campaign.Fill(profile, length - profile.Count, Draw);
            return profile;
        };

        Filler Draw()
        {
            var e = random.NextInt(fakes.NonZeros);
            return new Filler(fakes.ColumnIndices[e], fakes.Values[e]);
        }
    }
}
