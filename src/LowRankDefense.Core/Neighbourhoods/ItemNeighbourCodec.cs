using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;
using MemoryPack;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>Turns neighbourhood models into bytes and back: magic, format version, payload, checksum.</summary>
public static class ItemNeighbourCodec
{
    private const byte Format = 1;
    private static readonly byte[] Header = [.. Kind, Format];

    /// <summary>How the bytes of such a model begin, whatever their format.</summary>
    internal static ReadOnlySpan<byte> Kind => "LRKN"u8;

    /// <summary>The bytes of <paramref name="model"/>.</summary>
    public static byte[] Encode(ItemNeighbourModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (histories, similarities) = (model.Histories, model.Similarities);
        return SealedBytes.Seal(
            Header,
            new ItemNeighbourPayload
            {
                Version = model.Version,
                Users = histories.Rows,
                Items = histories.Columns,
                HistoryStarts = histories.RowStarts.ToArray(),
                HistoryItems = histories.ColumnIndices.ToArray(),
                HistoryValues = histories.Values.ToArray(),
                NeighbourStarts = similarities.RowStarts.ToArray(),
                NeighbourItems = similarities.ColumnIndices.ToArray(),
                Similarities = similarities.Values.ToArray(),
            }
        );
    }

    /// <summary>The model that <see cref="Encode"/> has written.</summary>
    /// <exception cref="InvalidDataException">Not a neighbourhood model, of another format, cut short, damaged, or of parts that do not fit; the message says which.</exception>
    public static ItemNeighbourModel Decode(ReadOnlySpan<byte> bytes) =>
        SealedBytes.Open(
            Header,
            bytes,
            "a neighbourhood model of format 1",
            (ItemNeighbourPayload parts) =>
                new ItemNeighbourModel(
                    CsrMatrix.FromArrays(parts.Users, parts.Items, parts.HistoryStarts, parts.HistoryItems, parts.HistoryValues),
                    CsrMatrix.FromArrays(parts.Items, parts.Items, parts.NeighbourStarts, parts.NeighbourItems, parts.Similarities)
                )
                {
                    Version = parts.Version,
                }
        );
}

/// <summary>A neighbourhood model as it is stored: two matrices in compressed sparse row form.</summary>
[MemoryPackable]
internal sealed partial record ItemNeighbourPayload
{
    /// <summary>Version under which it is published.</summary>
    public required string Version { get; init; }

    /// <summary>Rows of X.</summary>
    public required int Users { get; init; }

    /// <summary>Columns of X, rows and columns of S.</summary>
    public required int Items { get; init; }

    /// <summary>Row starts of X.</summary>
    public required int[] HistoryStarts { get; init; }

    /// <summary>Columns of X.</summary>
    public required int[] HistoryItems { get; init; }

    /// <summary>Values of X.</summary>
    public required float[] HistoryValues { get; init; }

    /// <summary>Row starts of S.</summary>
    public required int[] NeighbourStarts { get; init; }

    /// <summary>Columns of S.</summary>
    public required int[] NeighbourItems { get; init; }

    /// <summary>Values of S.</summary>
    public required float[] Similarities { get; init; }
}
