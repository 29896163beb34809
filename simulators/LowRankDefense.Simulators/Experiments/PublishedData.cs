using System.IO.Hashing;
using System.Runtime.InteropServices;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Experiments;

/// <summary>The data that papers report figures and targets of: Gowalla as Tang, Wen &amp; Wang (RecSys 2020) split it, and MovieLens 100k.</summary>
public static class PublishedData
{
    // Users, items, interactions to learn from, and a hash of which.
    private static readonly (int, int, int, ulong) Gowalla = (13_149, 14_007, 433_356, 0x02BA901850859012);

    /// <summary>Whether this is MovieLens 100k, however it is split.</summary>
    /// <param name="data">The data set.</param>
    public static bool IsMovieLens(IndexedDataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return (data.Users.Count, data.Items.Count, data.Train.NonZeros + data.Test.NonZeros) == (943, 1_682, 100_000);
    }

    /// <summary>Whether this is that split of Gowalla, without fakes: what was published of it may stand beside what is measured.</summary>
    /// <param name="train">Users × items, what is learnt from.</param>
    public static bool Is(CsrMatrix train)
    {
        ArgumentNullException.ThrowIfNull(train);
        var cells = new XxHash3();
        cells.Append(MemoryMarshal.AsBytes(train.RowStarts));
        cells.Append(MemoryMarshal.AsBytes(train.ColumnIndices));
        return (train.Rows, train.Columns, train.NonZeros, cells.GetCurrentHashAsUInt64()) == Gowalla;
    }
}
