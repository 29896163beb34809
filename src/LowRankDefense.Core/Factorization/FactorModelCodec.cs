using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Factorization;

/// <summary>Turns factor models into bytes and back: magic, format version, body, checksum.</summary>
public static class FactorModelCodec
{
    private static readonly byte[] Header = "LRFM\u0002"u8.ToArray();

    /// <summary>The bytes of <paramref name="model"/>.</summary>
    public static byte[] Encode(FactorModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return SealedBytes.Seal(
            Header,
            new FactorModelPayload
            {
                Version = model.Version,
                Offset = model.Offset,
                Rank = model.Rank,
                UserCount = model.UserCount,
                ItemCount = model.ItemCount,
                Users = model.Users.Data.ToArray(),
                Items = model.Items.Data.ToArray(),
            }
        );
    }

    /// <summary>The model that <see cref="Encode"/> has written.</summary>
    /// <exception cref="InvalidDataException">Not a factor model, of another format, cut short, damaged, or of parts that do not fit; the message says which.</exception>
    public static FactorModel Decode(ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open(
            Header,
            bytes,
            "a factor model of format 2",
            (FactorModelPayload parts) =>
                new FactorModel(new DenseMatrix(parts.UserCount, parts.Rank, parts.Users), new DenseMatrix(parts.ItemCount, parts.Rank, parts.Items))
                {
                    Version = parts.Version,
                    Offset = parts.Offset,
                }
        );
}
