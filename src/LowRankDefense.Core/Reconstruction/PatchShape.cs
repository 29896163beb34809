namespace LowRankDefense.Core.Reconstruction;

/// <summary>What a patch of the users × items matrix is.</summary>
public enum PatchShape
{
    /// <summary>A block of patch users × patch items; most blocks of a sparse matrix have too low a rank to be truncated.</summary>
    Square,

    /// <summary>A slab of patch users × all items.</summary>
    Slab,

    /// <summary>All users × all items as one patch, by a randomized range: ranks of thousands within O((users + items) × rank) memory.</summary>
    Whole,
}
