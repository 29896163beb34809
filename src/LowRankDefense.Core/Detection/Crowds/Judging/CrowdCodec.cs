using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Detection.Crowds.Judging;

/// <summary>Turns detectors of crowds into bytes and back: magic, format version, payload, checksum.</summary>
public sealed class CrowdCodec : IDetectorCodec
{
    private static readonly byte[] Magic = "LRDO"u8.ToArray();
    private static readonly byte[] Header = [.. Magic, 1];

    /// <inheritdoc/>
    public bool Knows(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <inheritdoc/>
    public byte[] Encode(IDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        if (detector is not CrowdDetector model)
            throw new ArgumentException(
                $"Detector {detector.Version} is of the family {detector.Family}: encode it by its own codec.",
                nameof(detector)
            );
        KeyValuePair<string, float>[] members = [.. model.Crowds.SelectMany(c => c.Members.OrderBy(m => m.Key, StringComparer.Ordinal))];
        return SealedBytes.Seal(
            Header,
            new CrowdPayload
            {
                Version = model.Version,
                Threshold = model.Nats,
                Names = [.. model.Crowds.Select(c => c.Name)],
                Since = [.. model.Crowds.Select(c => c.Since)],
                Items = [.. model.Crowds.Select(c => c.Item)],
                Counts = [.. model.Crowds.Select(c => c.Members.Count)],
                Users = Array.ConvertAll(members, m => m.Key),
                Nats = Array.ConvertAll(members, m => m.Value),
            }
        );
    }

    /// <inheritdoc/>
    public IDetector Decode(ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open<CrowdPayload, CrowdDetector>(Header, bytes, "a detector of crowds of format 1", Build);

    private static CrowdDetector Build(CrowdPayload parts)
    {
        // Whoever wrote the bytes may have left out what the declaration calls required.
        Array?[] all = [parts.Names, parts.Since, parts.Items, parts.Counts, parts.Users, parts.Nats];
        if (parts.Version is null || all.Contains(null))
            throw new ArgumentException("A part is missing.", nameof(parts));
        if (new[] { parts.Since.Length, parts.Items.Length, parts.Counts.Length }.Any(l => l != parts.Names.Length))
            throw new ArgumentException($"{parts.Names.Length} crowds do not go with {parts.Counts.Length} counts.", nameof(parts));
        if (parts.Nats.Length != parts.Users.Length || parts.Counts.Any(c => c < 0) || parts.Counts.Sum(c => (long)c) != parts.Users.Length)
            throw new ArgumentException($"{parts.Users.Length} users are not as many as the crowds have.", nameof(parts));
        var (models, at) = (new CrowdModel[parts.Names.Length], 0);
        for (var c = 0; c < models.Length; c++)
        {
            var members = Enumerable.Range(at, parts.Counts[c]).ToDictionary(m => parts.Users[m], m => parts.Nats[m], StringComparer.Ordinal);
            models[c] = new CrowdModel(parts.Names[c], parts.Since[c], parts.Items[c], members);
            at += parts.Counts[c];
        }

        return new CrowdDetector(parts.Version, models, parts.Threshold);
    }
}
