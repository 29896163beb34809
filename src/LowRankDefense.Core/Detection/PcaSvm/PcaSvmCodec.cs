using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>Turns PCA-SVM detectors into bytes and back: magic, format version, payload, checksum.</summary>
/// <remarks>Format 2 carries the scores behind the thresholds. Format 1 is read, too; such a detector has no p-values.</remarks>
public sealed class PcaSvmCodec : IDetectorCodec
{
    private static readonly byte[] Magic = "LRDD"u8.ToArray();
    private static readonly byte[] Header = [.. Magic, 2];
    private static readonly byte[] HeaderOfFormat1 = [.. Magic, 1];

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
                Rank = model.EvidenceLength,
                Basis = model.Basis.Data.ToArray(),
                Matrix = model.Decision.Matrix.Data.ToArray(),
                Linear = model.Decision.Linear,
                Constant = model.Decision.Constant,
                Thresholds = [.. model.Calibration.Thresholds],
                Scores = [.. model.Calibration.Scores],
            }
        );
    }

    /// <inheritdoc/>
    public IDetector Decode(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(HeaderOfFormat1)
            ? SealedBytes.Open<PcaSvmPayload, PcaSvmDetector>(HeaderOfFormat1, bytes, "a PCA-SVM detector of format 1", Build)
            : SealedBytes.Open<PcaSvmPayload, PcaSvmDetector>(Header, bytes, "a PCA-SVM detector of format 2", Build);

    private static PcaSvmDetector Build(PcaSvmPayload parts)
    {
        // Whoever wrote the bytes may have left out what the declaration calls required.
        object?[] all = [parts.Version, parts.Items, parts.Basis, parts.Matrix, parts.Linear, parts.Thresholds, .. parts.Scores ?? []];
        if (all.Contains(null))
            throw new ArgumentException("A part is missing.", nameof(parts));
        return new PcaSvmDetector(
            parts.Version,
            parts.Items,
            new DenseMatrix(parts.Items.Length, parts.Rank, parts.Basis),
            new QuadraticForm(new DenseMatrix(parts.Rank, parts.Rank, parts.Matrix), parts.Linear, parts.Constant),
            parts.Scores is null ? LengthCalibration.WithoutScores(parts.Thresholds) : new LengthCalibration(parts.Thresholds, parts.Scores)
        );
    }
}
