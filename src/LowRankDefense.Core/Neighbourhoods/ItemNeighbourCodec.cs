using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Matrices;

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
