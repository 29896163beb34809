using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;
using MemoryPack;

namespace LowRankDefense.Core.Factorization;

/// <summary>Turns factor models into bytes and back: magic, format version, payload, checksum.</summary>
public static class FactorModelCodec
{
    private const byte Format = 2;
    private static readonly byte[] Header = [.. Kind, Format];

    /// <summary>How the bytes of such a model begin, whatever their format.</summary>
    internal static ReadOnlySpan<byte> Kind => "LRFM"u8;

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

/// <summary>A factor model as it is stored; matrices row-major.</summary>
[MemoryPackable]
internal sealed partial record FactorModelPayload
{
    /// <summary>Version under which it is published.</summary>
    public required string Version { get; init; }

    /// <summary>What every prediction starts from.</summary>
    public required float Offset { get; init; }

    /// <summary>Length of a factor.</summary>
    public required int Rank { get; init; }

    /// <summary>Rows of P.</summary>
    public required int UserCount { get; init; }

    /// <summary>Rows of Q.</summary>
    public required int ItemCount { get; init; }

    /// <summary>P, row-major.</summary>
    public required float[] Users { get; init; }

    /// <summary>Q, row-major.</summary>
    public required float[] Items { get; init; }
}
