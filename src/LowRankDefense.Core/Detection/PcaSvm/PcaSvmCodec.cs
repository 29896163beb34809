using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Turns PCA-SVM detectors into bytes and back: magic, format version, payload, checksum.</summary>
/// <remarks>Format 4 carries the vectors of coherence, format 3 the quantiles behind the thresholds. Earlier ones are read, too; a detector of format 1 or 2 has no p-values.</remarks>
public sealed class PcaSvmCodec : IDetectorCodec
{
    private static readonly byte[] Magic = "LRDD"u8.ToArray();
    private const byte Format = 4;
    private static readonly byte[] Header = [.. Magic, Format];

    /// <inheritdoc/>
    public bool Knows(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Magic);

    /// <inheritdoc/>
    public byte[] Encode(IDetector detector)
    {
        ArgumentNullException.ThrowIfNull(detector);
        if (detector is not PcaSvmDetector model)
            throw new ArgumentException(
                $"Detector {detector.Version} is of the family {detector.Family}: encode it by its own codec.",
                nameof(detector)
            );
        return SealedBytes.Seal(
            Header,
            new PcaSvmPayload
            {
                Version = model.Version,
                Items = [.. model.Items],
                Rank = model.Basis.Columns,
                Basis = model.Basis.Data.ToArray(),
                Matrix = model.Decision.Matrix.Data.ToArray(),
                Linear = model.Decision.Linear,
                Constant = model.Decision.Constant,
                Thresholds = [.. model.Calibration.Thresholds],
                Budget = model.Calibration.Budget,
                Quantiles = [.. model.Calibration.Quantiles],
                CoherenceColumns = model.Coherence?.Items.Columns ?? 0,
                Coherence = model.Coherence?.Items.Data.ToArray(),
            }
        );
    }

    /// <inheritdoc/>
    public IDetector Decode(ReadOnlySpan<byte> bytes)
    {
        var format = bytes.Length > Magic.Length && bytes[Magic.Length] is >= 1 and < Format and var older ? older : Format;
        return SealedBytes.Open<PcaSvmPayload, PcaSvmDetector>([.. Magic, format], bytes, $"a PCA-SVM detector of format {format}", Build);
    }

    private static PcaSvmDetector Build(PcaSvmPayload parts)
    {
        // Whoever wrote the bytes may have left out what the declaration calls required.
        object?[] all = [parts.Version, parts.Items, parts.Basis, parts.Matrix, parts.Linear, parts.Thresholds, .. parts.Quantiles ?? []];
        if (all.Contains(null))
            throw new ArgumentException("A part is missing.", nameof(parts));
        var coherence = parts.Coherence is { } vectors
            ? new CoherenceVectors(new DenseMatrix(parts.Items.Length, parts.CoherenceColumns, vectors), PcaSvmDetector.CoherenceBases)
            : null;
        return new PcaSvmDetector(
            parts.Version,
            parts.Items,
            new DenseMatrix(parts.Items.Length, parts.Rank, parts.Basis),
            new QuadraticForm(new DenseMatrix(parts.Linear.Length, parts.Linear.Length, parts.Matrix), parts.Linear, parts.Constant),
            parts.Quantiles is { Length: > 0 } quantiles
                ? new LengthCalibration(parts.Budget, quantiles)
                : LengthCalibration.WithoutQuantiles(parts.Thresholds),
            coherence
        );
    }
}
