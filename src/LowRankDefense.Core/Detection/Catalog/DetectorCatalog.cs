using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.Crowds.Judging;
using LowRankDefense.Core.Detection.PcaSvm;

namespace LowRankDefense.Core.Detection.Catalog;

/// <summary>All families of detectors: the one list that training, publishing and reading go by.</summary>
public static class DetectorCatalog
{
    /// <summary>The families, in the order in which their detectors are asked.</summary>
    public static IReadOnlyList<DetectorFamily> All { get; } =
    [
        new(PcaSvmDetector.FamilyName, new PcaSvmCodec(), settings => new PcaSvmTrainer(settings.PcaSvm)),
        new(CoherenceDetector.FamilyName, new CoherenceCodec(), settings => new CoherenceTrainer(settings.Coherence)),
        new(CampaignDetector.FamilyName, new CampaignCodec()),
        new(CrowdDetector.FamilyName, new CrowdCodec()),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>Names of the families whose detectors are trained.</summary>
    public static IReadOnlyList<string> TrainedNames { get; } = [.. All.Where(f => f.CreateTrainer is not null).Select(f => f.Name)];

    /// <summary>A trainer of the family called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name, its detectors are not trained, or a setting is out of its range.</exception>
    public static IDetectorTrainer<IDetector> CreateTrainer(string name, DetectorSettings settings) =>
        ByName(name).CreateTrainer is { } create
            ? create(settings)
            : throw new ArgumentException(
                $"Detectors of {name} are found in the stream: train one of {string.Join(", ", TrainedNames)}.",
                nameof(name)
            );

    /// <summary>The family called <paramref name="name"/>.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public static DetectorFamily ByName(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no detector '{name}': choose one of {string.Join(", ", Names)}.", nameof(name));

    /// <summary>The sealed bytes of a detector of any family.</summary>
    public static byte[] Encode(IDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        return ByName(detector.Family).Codec.Encode(detector);
    }

    /// <summary>The detector in <paramref name="bytes"/>, read by the codec whose header they begin with.</summary>
    /// <exception cref="InvalidDataException">No family's header, an unknown format version, damaged, or parts that do not fit.</exception>
    public static IDetector Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var family in All)
        {
            if (family.Codec.Knows(bytes))
                return family.Codec.Decode(bytes);
        }

        throw new InvalidDataException(
            $"These {bytes.Length} bytes are no detector of a family this build knows ({string.Join(", ", Names)}): run the build that wrote them, or train one."
        );
    }
}
