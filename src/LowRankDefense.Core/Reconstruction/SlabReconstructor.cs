namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs slabs of users × all items as U Uᵀ X_s; the right singular vectors are never formed.</summary>
internal sealed class SlabReconstructor(PatchAssignment users, int rank) : IPatchReconstructor
{
    /// <inheritdoc/>
    public int Patches => users.Patches;

    /// <inheritdoc/>
    public void Reconstruct(int patch, PatchWriter writer)
    {
        var x = writer.X;
        var slab = SlabProjector.Of(x, users.Of(patch), rank, writer.Gram);
        if (slab.Basis is null)
        {
            foreach (var row in slab.Users)
                writer.WriteUnchanged(row);
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
