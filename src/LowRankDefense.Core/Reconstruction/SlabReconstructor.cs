namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs slabs of users × all items as U Uᵀ X_s; the right singular vectors are never formed.</summary>
internal static class SlabReconstructor
{
    /// <summary>Reconstructs the slab of <paramref name="users"/> and hands its rows to <paramref name="writer"/>.</summary>
    public static void Reconstruct(ReadOnlySpan<int> users, int rank, PatchWriter writer)
    {
        var x = writer.X;
        var slab = SlabProjector.Of(x, users, rank, writer.Gram);
        if (slab.Basis is null)
        {
            foreach (var row in slab.Users)
            {
                for (var e = x.RowStarts[row]; e < x.RowStarts[row + 1]; e++)
                    writer.WriteObserved(e, x.Values[e]);
            }

            return;
        }

        var projector = Projector.Of(slab.Basis);
        for (var i = 0; i < slab.Users.Count; i++)
        {
            // X̂_i = Σ_j (U Uᵀ)_ij X_j
            var target = writer.Row;
            for (var j = 0; j < slab.Users.Count; j++)
                AddScaled(projector[i, j], x.ColumnsOf(slab.Users[j]), x.ValuesOf(slab.Users[j]), target);
            writer.WriteRow(slab.Users[i]);
        }
    }

    private static void AddScaled(float weight, ReadOnlySpan<int> columns, ReadOnlySpan<float> values, Span<float> target)
    {
        for (var e = 0; e < columns.Length; e++)
            target[columns[e]] += weight * values[e];
    }
}
