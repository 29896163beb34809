using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection;

/// <summary>Turns detectors into bytes and back: magic, format version, body, checksum.</summary>
public static class DetectorModelCodec
{
    private static readonly byte[] Header = "LRDD\u0001"u8.ToArray();

    /// <summary>The bytes of <paramref name="model"/>.</summary>
    public static byte[] Encode(DetectorModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SealedBytes.Seal(
            Header,
            new DetectorBody
            {
                Version = model.Version,
                Items = [.. model.Items],
                Rank = model.Rank,
                Basis = model.Basis.Data.ToArray(),
                Matrix = model.Decision.Matrix.Data.ToArray(),
                Linear = model.Decision.Linear,
                Constant = model.Decision.Constant,
                Thresholds = model.Thresholds.ByOctave,
            }
        );
    }

    /// <summary>The detector in <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">Not a detector, of another format version, damaged, or of parts that do not fit.</exception>
    public static DetectorModel Decode(ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open(
            Header,
            bytes,
            "a detector of format 1",
            (DetectorBody parts) =>
                new DetectorModel(
                    parts.Version,
                    parts.Items,
                    new DenseMatrix(parts.Items.Length, parts.Rank, parts.Basis),
                    new QuadraticForm(new DenseMatrix(parts.Rank, parts.Rank, parts.Matrix), parts.Linear, parts.Constant),
                    new LengthThresholds(parts.Thresholds)
                )
        );
}
