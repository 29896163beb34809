using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs slabs of users × all items as U Uᵀ X_s; the right singular vectors are never formed.</summary>
internal static class SlabReconstructor
{
    /// <summary>Reconstructs the slab of <paramref name="users"/> and hands its rows to <paramref name="writer"/>.</summary>
    public static void Reconstruct(ReadOnlySpan<int> users, int rank, PatchWriter writer)
    {
        var x = writer.X;
        var rows = NotEmpty(x, users);
        if (rows.Length <= rank)
        {
            // A slab of r rows has rank r at most: the best approximation is the slab.
            foreach (var row in rows)
            {
                for (var e = x.RowStarts[row]; e < x.RowStarts[row + 1]; e++)
                    writer.WriteObserved(e, x.Values[e]);
            }

            return;
        }

        var projector = Projector.Of(Projector.Basis(writer.Gram.OfRows(x, rows), rows.Length, rank));
        for (var i = 0; i < rows.Length; i++)
        {
            // X̂_i = Σ_j (U Uᵀ)_ij X_j
            var target = writer.Row;
            for (var j = 0; j < rows.Length; j++)
                AddScaled(projector[i, j], x.ColumnsOf(rows[j]), x.ValuesOf(rows[j]), target);
            writer.WriteRow(rows[i]);
        }
    }

    private static void AddScaled(float weight, ReadOnlySpan<int> columns, ReadOnlySpan<float> values, Span<float> target)
    {
        for (var e = 0; e < columns.Length; e++)
            target[columns[e]] += weight * values[e];
    }

    private static int[] NotEmpty(CsrMatrix x, ReadOnlySpan<int> users)
    {
        var rows = new List<int>(users.Length);
        foreach (var user in users)
        {
            if (x.CountOf(user) > 0)
                rows.Add(user);
        }

        return [.. rows];
    }
}
