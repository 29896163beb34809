using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Coherence.Judging;

/// <summary>Turns detectors of incoherent profiles into bytes and back: magic, format version, payload, checksum.</summary>
public sealed class CoherenceCodec : IDetectorCodec
{
    private static readonly byte[] Magic = "LRDH"u8.ToArray();
    private static readonly byte[] Header = [.. Magic, 1];

    /// <inheritdoc/>
    public bool Knows(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <inheritdoc/>
    public byte[] Encode(IDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        if (detector is not CoherenceDetector model)
            throw new ArgumentException(
                $"Detector {detector.Version} is of the family {detector.Family}: encode it by its own codec.",
                nameof(detector)
            );
        if (model.Calibration.Quantiles.Count == 0)
            throw new ArgumentException($"Detector {model.Version} is not calibrated: nobody could read it.", nameof(detector));
        return SealedBytes.Seal(
            Header,
            new CoherencePayload
            {
                Version = model.Version,
                Items = [.. model.Items],
                Columns = model.ItemVectors.Columns,
                Vectors = model.ItemVectors.Data.ToArray(),
                Budget = model.Calibration.Budget,
                Quantiles = [.. model.Calibration.Quantiles],
            }
        );
    }

    /// <inheritdoc/>
    public IDetector Decode(ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open<CoherencePayload, CoherenceDetector>(Header, bytes, "a detector of incoherent profiles of format 1", Build);

    private static CoherenceDetector Build(CoherencePayload parts)
    {
        // Whoever wrote the bytes may have left out what the declaration calls required.
        object?[] all = [parts.Version, parts.Items, parts.Vectors, parts.Quantiles, .. parts.Quantiles ?? []];
        if (all.Contains(null))
            throw new ArgumentException("A part is missing.", nameof(parts));
        return new CoherenceDetector(
            parts.Version,
            parts.Items,
            new DenseMatrix(parts.Items.Length, parts.Columns, parts.Vectors),
            new LengthCalibration(parts.Budget, parts.Quantiles!)
        );
    }
}
