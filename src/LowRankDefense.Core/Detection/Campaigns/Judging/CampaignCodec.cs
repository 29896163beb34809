using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Detection.Campaigns.Judging;

/// <summary>Turns detectors of campaigns into bytes and back: magic, format version, payload, checksum.</summary>
public sealed class CampaignCodec : IDetectorCodec
{
    private static readonly byte[] Magic = "LRDC"u8.ToArray();
    private static readonly byte[] Header = [.. Magic, 1];

    /// <inheritdoc/>
    public bool Knows(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <inheritdoc/>
    public byte[] Encode(IDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        if (detector is not CampaignDetector model)
            throw new ArgumentException(
                $"Detector {detector.Version} is of the family {detector.Family}: encode it by its own codec.",
                nameof(detector)
            );
        TellingItem[] items = [.. model.Campaigns.SelectMany(c => c.Items)];
        return SealedBytes.Seal(
            Header,
            new CampaignPayload
            {
                Version = model.Version,
                Threshold = model.Nats,
                Names = [.. model.Campaigns.Select(c => c.Name)],
                Since = [.. model.Campaigns.Select(c => c.Since)],
                Counts = [.. model.Campaigns.Select(c => c.Items.Count)],
                Items = Array.ConvertAll(items, i => i.Item),
                Rates = Array.ConvertAll(items, i => i.Rate),
                Shares = Array.ConvertAll(items, i => i.Share),
                Core = Array.ConvertAll(items, i => i.IsCore),
                RuleItems = [.. model.Campaigns.Select(c => c.Rule.Items)],
                Credits = [.. model.Campaigns.Select(c => c.Rule.Credit)],
            }
        );
    }

    /// <inheritdoc/>
    public IDetector Decode(ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open<CampaignPayload, CampaignDetector>(Header, bytes, "a detector of campaigns of format 1", Build);

    private static CampaignDetector Build(CampaignPayload parts)
    {
        // Whoever wrote the bytes may have left out what the declaration calls required.
        Array?[] all = [parts.Names, parts.Since, parts.Counts, parts.Items, parts.Rates, parts.Shares, parts.Core];
        if (parts.Version is null || all.Contains(null))
            throw new ArgumentException("A part is missing.", nameof(parts));
        if (parts.Since.Length != parts.Names.Length || parts.Counts.Length != parts.Names.Length)
            throw new ArgumentException($"{parts.Names.Length} campaigns do not go with {parts.Counts.Length} counts.", nameof(parts));
        if (new[] { parts.Rates.Length, parts.Shares.Length, parts.Core.Length }.Any(l => l != parts.Items.Length))
            throw new ArgumentException($"{parts.Items.Length} items do not go with {parts.Rates.Length} rates.", nameof(parts));
        if (parts.Counts.Any(c => c < 0) || parts.Counts.Sum(c => (long)c) != parts.Items.Length)
            throw new ArgumentException($"{parts.Items.Length} items are not as many as the campaigns have.", nameof(parts));
        var count = parts.Names.Length;
        if ((parts.RuleItems?.Length ?? count) != count || (parts.Credits?.Length ?? count) != count)
            throw new ArgumentException($"{count} campaigns do not go with {parts.RuleItems?.Length} rules.", nameof(parts));
        var (models, at) = (new CampaignModel[parts.Names.Length], 0);
        for (var c = 0; c < models.Length; c++)
        {
            var items = Enumerable.Range(at, parts.Counts[c]).Select(i => ItemOf(parts, i));
            models[c] = new CampaignModel(
                parts.Names[c],
                parts.Since[c],
                [.. items],
                new CoreRule(parts.RuleItems?[c] ?? parts.CoreItems, parts.Credits?[c] ?? 0)
            );
            at += parts.Counts[c];
        }

        return new CampaignDetector(parts.Version, models, parts.Threshold);
    }

    private static TellingItem ItemOf(CampaignPayload parts, int item) =>
        new(parts.Items[item], parts.Rates[item], parts.Shares[item], parts.Core[item]);
}
