namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs one band of square blocks: patch users against every patch of items in turn.</summary>
internal sealed class SquareReconstructor(PatchAssignment users, PatchAssignment items, int rank) : IPatchReconstructor
{
    /// <inheritdoc/>
    public int Patches => users.Patches;

    /// <inheritdoc/>
    public void Reconstruct(int patch, PatchWriter writer)
    {
        foreach (var block in Blocks(users.Of(patch), writer))
        {
            if (block is null)
                continue;
            if (block.SmallerSide <= rank)
                block.WriteUnchanged(writer);
            else
                block.WriteTruncated(rank, writer);
        }
    }

    private SquareBlock?[] Blocks(ReadOnlySpan<int> band, PatchWriter writer)
    {
        var x = writer.X;
        var blocks = new SquareBlock?[items.Patches];
        foreach (var user in band)
        {
            var columns = x.ColumnsOf(user);
            for (var e = 0; e < columns.Length; e++)
                (blocks[items.PatchOf(columns[e])] ??= new SquareBlock()).Add(user, columns[e], x.RowStarts[user] + e, x.ValuesOf(user)[e]);
        }

        return blocks;
    }
}
