using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;
using MemoryPack;

namespace LowRankDefense.Core.Neighbourhoods;

/// <summary>Turns neighbourhood models into bytes and back: magic, format version, body, checksum.</summary>
public static class ItemNeighbourCodec
{
    private static readonly byte[] Header = "LRKN\u0001"u8.ToArray();

    /// <summary>The bytes of <paramref name="model"/>.</summary>
    public static byte[] Encode(ItemNeighbourModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (histories, similarities) = (model.Histories, model.Similarities);
        return SealedBytes.Seal(
            Header,
            MemoryPackSerializer.Serialize(
                new ItemNeighbourBody
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
            )
        );
    }

    /// <summary>The model that <see cref="Encode"/> has written.</summary>
    /// <exception cref="InvalidDataException">Not a neighbourhood model, of another format, cut short or damaged; the message says which.</exception>
    public static ItemNeighbourModel Decode(ReadOnlySpan<byte> bytes)
    {
        var body =
            MemoryPackSerializer.Deserialize<ItemNeighbourBody>(SealedBytes.Open(Header, bytes, "a neighbourhood model of format 1"))
            ?? throw new InvalidDataException("The neighbourhood model is empty: publish it again.");
        return new ItemNeighbourModel(
            CsrMatrix.FromArrays(body.Users, body.Items, body.HistoryStarts, body.HistoryItems, body.HistoryValues),
            CsrMatrix.FromArrays(body.Items, body.Items, body.NeighbourStarts, body.NeighbourItems, body.Similarities)
        )
        {
            Version = body.Version,
        };
    }
}
