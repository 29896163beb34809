using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>The reconstruction of one slab as an operator, X̂_s = U Uᵀ X_s, without X̂_s: what a factorization needs of it is X̂_s Q = U (Uᵀ (X_s Q)).</summary>
public sealed class SlabProjector
{
    private readonly int[] users;

    private SlabProjector(int[] users, DenseMatrix? basis)
    {
        this.users = users;
        Basis = basis;
    }

    /// <summary>The users of the slab who have interactions, ascending.</summary>
    public IReadOnlyList<int> Users => users;

    /// <summary>Uᵀ: rank × users, orthonormal rows; null where the slab cannot exceed the rank and the projector is the identity.</summary>
    public DenseMatrix? Basis { get; }

    /// <summary>The projectors of all slabs of <paramref name="x"/> (users × items), on all cores.</summary>
    /// <param name="x">Observed cells.</param>
    /// <param name="options">Patch, rank and membership; the shape is not looked at.</param>
    /// <param name="random">Deals the users to slabs, where they are shuffled.</param>
    public static IReadOnlyList<SlabProjector> ComputeAll(CsrMatrix x, LocalReconstructionOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(x);
        Validated.Options(options);
        ArgumentNullException.ThrowIfNull(random);
        var slabs = PatchAssignment.Split(x.Rows, options.Patch, options.Shuffled, random);
        var projectors = new SlabProjector[slabs.Patches];
        Cores.ForEachChunk(
            slabs.Patches,
            1,
            () => new SparseGram(x.Columns),
            (chunk, gram) => projectors[chunk.Index] = Of(x, slabs.Of(chunk.Index), options.Rank, gram)
        );
        return projectors;
    }

    /// <summary>U (Uᵀ Y).</summary>
    /// <param name="y">Y: one row per user of the slab.</param>
    public DenseMatrix Apply(DenseMatrix y)
    {
        ArgumentNullException.ThrowIfNull(y);
        if (y.Rows != users.Length)
            throw new ArgumentException($"{y.Rows} rows do not go with a slab of {users.Length} users.", nameof(y));
        return Basis is null ? y.Clone() : DenseProducts.Multiply(Basis.Transpose(), DenseProducts.Multiply(Basis, y));
    }

    /// <summary>The projector of one slab.</summary>
    /// <param name="x">users × items.</param>
    /// <param name="users">The users of the slab, ascending; those without interactions are left out.</param>
    /// <param name="rank">Rank that is kept, 1 or more.</param>
    /// <param name="gram">Scratch for matrices with the items of <paramref name="x"/>.</param>
    internal static SlabProjector Of(CsrMatrix x, ReadOnlySpan<int> users, int rank, SparseGram gram)
    {
        var rows = NotEmpty(x, users);
        // A slab of r rows has rank r at most: its best approximation of that rank is the slab.
        return new SlabProjector(rows, rows.Length <= rank ? null : Projector.Basis(gram.OfRows(x, rows), rows.Length, rank));
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
