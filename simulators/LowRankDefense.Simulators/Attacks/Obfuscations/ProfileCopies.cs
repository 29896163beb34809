using LowRankDefense.Core.Attacks;

namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>Fillers become most of one genuine profile, values and all: what a fake does besides pushing is what a person did.</summary>
/// <param name="least">Smallest share of the genuine profile that is kept; 0 to 1, 0.8 by default.</param>
public sealed class ProfileCopies(double least = 0.8) : ProfileObfuscation
{
    private readonly double least = least is >= 0 and <= 1
        ? least
        : throw new ArgumentOutOfRangeException(nameof(least), least, "The share of a profile that is kept lies between 0 and 1.");

    /// <inheritdoc/>
    public override string Name => "copies";

    /// <inheritdoc/>
    public override string Description => "Fillers become 80 to 100 % of one genuine profile.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign)
    {
        var (genuine, random) = (campaign.Genuine, campaign.Random);
        return profile =>
        {
            var disguised = campaign.TargetsOf(profile);
            var user = genuine.DrawUser(random);
            var copied = Copy(genuine, user);
            random.Shuffle<Filler>(copied);
            var share = least + ((1 - least) * random.NextDouble());
            foreach (var (item, value) in copied.Take((int)Math.Round(share * copied.Length)).Where(f => !campaign.Targets.Contains(f.Item)))
                disguised[item] = value;
            return disguised;
        };
    }

    private static Filler[] Copy(GenuineStatistics genuine, int user) =>
        [.. genuine.Genuine.ColumnsOf(user).ToArray().Zip(genuine.Genuine.ValuesOf(user).ToArray(), (item, value) => new Filler(item, value))];
}
