namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs one band of square blocks: patch users against every patch of items in turn.</summary>
internal static class SquareReconstructor
{
    /// <summary>Reconstructs the blocks of <paramref name="users"/> and hands their cells to <paramref name="writer"/>.</summary>
    public static void Reconstruct(ReadOnlySpan<int> users, Membership items, int rank, PatchWriter writer)
    {
        foreach (var block in Blocks(users, items, writer))
        {
            if (block is null)
                continue;
            if (block.SmallerSide <= rank)
                block.WriteUnchanged(writer);
            else
                block.WriteTruncated(rank, writer);
        }
    }

    private static SquareBlock?[] Blocks(ReadOnlySpan<int> users, Membership items, PatchWriter writer)
    {
        var x = writer.X;
        var blocks = new SquareBlock?[items.Patches];
        foreach (var user in users)
        {
            var columns = x.ColumnsOf(user);
            for (var e = 0; e < columns.Length; e++)
                (blocks[items.PatchOf(columns[e])] ??= new SquareBlock()).Add(user, columns[e], x.RowStarts[user] + e, x.ValuesOf(user)[e]);
        }

        return blocks;
    }
}
