using System.Collections.Frozen;

namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>All live campaigns as one immutable, versioned detector: the score is the evidence of the campaign that a profile most likely belongs to.</summary>
/// <remarks>
/// <para>
/// The evidence of a user, in nats, is e = Σ ln (r / b) over the telling items that the user has and Σ ln ((1 − r) / (1 − b)) over those that the user
/// lacks, with b = 1 − exp(−n p) for a user of n items. As far as the background is right it exceeds t at any time of a life with probability at most
/// e^−t: the logarithm of a martingale (Ville's inequality). Hence the threshold <see cref="CampaignBudget"/>.
/// </para>
/// <para>
/// A campaign of whose core the user has fewer than two items says nothing: 0; one item of a campaign whose members have some each says a little, which
/// weighs beside other evidence alone. One of whose core the user has too little never goes beyond the threshold: what
/// surrounds a core may be a community of taste. Who has enough is credited what the campaign's <see cref="CoreRule"/> says.
/// </para>
/// <para>Evidence is which telling items the profile has, one bit each, 24 to a float, which holds sums of so many powers of two without rounding.</para>
/// </remarks>
public sealed class CampaignDetector : IDetector
{
    /// <summary>Name of the family.</summary>
    public const string FamilyName = "campaigns";

    // One item that many have is no connection; where members have some of the core each it is a weak one.
    private const int FewestCore = 2;
    private readonly FrozenDictionary<string, ItemBit[]> bits;
    private readonly CampaignBits[] campaigns;

    /// <summary>A detector of the campaigns that live now; none is well, too: it finds nobody fake.</summary>
    /// <param name="version">Unique version.</param>
    /// <param name="campaigns">The live campaigns.</param>
    /// <param name="threshold">Evidence beyond which a user is a member, nats, above 0.</param>
    /// <exception cref="ArgumentException">A threshold out of range, or two campaigns of one name.</exception>
    public CampaignDetector(string version, IReadOnlyList<CampaignModel> campaigns, float threshold)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentNullException.ThrowIfNull(campaigns);
        if (!float.IsFinite(threshold) || threshold <= 0)
            throw new ArgumentException($"A threshold of {threshold} nats tells nobody from anybody: it is to be above 0.", nameof(threshold));
        if (campaigns.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() != campaigns.Count)
            throw new ArgumentException("Two campaigns have one name.", nameof(campaigns));
        (Version, Campaigns, Nats) = (version, campaigns, threshold);
        this.campaigns = CampaignBits.Of(campaigns);
        EvidenceLength = this.campaigns.Sum(c => c.Words);
        bits = this
            .campaigns.SelectMany(c => c.Model.Items.Select((item, place) => (item.Item, Bit: c.BitOf(place))))
            .GroupBy(b => b.Item, b => b.Bit, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Family => FamilyName;

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>The live campaigns.</summary>
    public IReadOnlyList<CampaignModel> Campaigns { get; }

    /// <summary>Evidence beyond which a user is a member, nats.</summary>
    public float Nats { get; }

    /// <inheritdoc/>
    public int EvidenceLength { get; }

    /// <inheritdoc/>
    public void Add(Span<float> evidence, string item, float value)
    {
        if (!bits.TryGetValue(item, out var places))
            return;
        foreach (ref readonly var bit in places.AsSpan())
            evidence[bit.Word] += bit.Value;
    }

    /// <inheritdoc/>
    public void Remove(Span<float> evidence, string item, float value)
    {
        if (!bits.TryGetValue(item, out var places))
            return;
        foreach (ref readonly var bit in places.AsSpan())
            evidence[bit.Word] -= bit.Value;
    }

    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> evidence, int length) => Leading(evidence, length).Score;

    /// <inheritdoc/>
    public float Threshold(int length) => Nats;

    /// <inheritdoc/>
    /// <remarks>At most e^−score for each campaign, as far as it credits nothing beside its items.</remarks>
    public double PValue(float score, int length) =>
        Math.Max(double.Epsilon, Math.Min(1, Math.Max(1, Campaigns.Count) * Math.Exp(-Math.Max(0, score))));

    /// <inheritdoc/>
    public float Baseline(ReadOnlySpan<float> evidence, int length)
    {
        var (score, leading) = Leading(evidence, length);
        return leading is null ? score : score - (float)leading.Credited(evidence, length);
    }

    /// <inheritdoc/>
    /// <remarks>What having the item speaks for the leading campaign, over what lacking it would.</remarks>
    public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value)
    {
        var (_, leading) = Leading(evidence, length);
        if (leading is null || !bits.TryGetValue(item, out var places))
            return 0f;
        foreach (ref readonly var bit in places.AsSpan())
        {
            if (ReferenceEquals(bit.Campaign, leading))
                return (float)leading.Credit(bit.Place, length);
        }

        return 0f;
    }

    /// <inheritdoc/>
    public string? Campaign(ReadOnlySpan<float> evidence, int length) => Leading(evidence, length).Campaign?.Model.Name;

    private (float Score, CampaignBits? Campaign) Leading(ReadOnlySpan<float> evidence, int length)
    {
        var (most, leading) = (0f, (CampaignBits?)null);
        foreach (var campaign in campaigns)
        {
            var core = campaign.CoreOf(evidence);
            var rule = campaign.Model.Rule;
            if (core < (rule.Credit > 0 ? 1 : Math.Min(FewestCore, rule.Items)))
                continue;
            var nats = (float)campaign.Nats(evidence, length);
            var score = core < rule.Items ? Math.Min(nats, Nats) : nats + (float)rule.Credit;
            if (score > most)
                (most, leading) = (score, campaign);
        }

        return (most, leading);
    }
}
