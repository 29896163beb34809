using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>How <see cref="LocalReconstruction"/> cuts the matrix and what it keeps.</summary>
public sealed record LocalReconstructionOptions
{
    /// <summary>Blocks, slabs or the whole matrix.</summary>
    /// <value><see cref="PatchShape.Square"/>.</value>
    public PatchShape Shape { get; init; } = PatchShape.Square;

    /// <summary>Users of a patch and, for squares, items of it; not looked at for the whole matrix.</summary>
    /// <value>300; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int Patch { get; init; } = 300;

    /// <summary>Rank that is kept of a patch; a patch that cannot have a higher one is left exactly as it is.</summary>
    /// <value>80; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int Rank { get; init; } = 80;

    /// <summary>Multiplications by X Xᵀ that sharpen the range of the whole matrix; patches are decomposed exactly.</summary>
    /// <value>2; 0 to 20.</value>
    [Range(0, 20)]
    public int PowerIterations { get; init; } = 2;

    /// <summary>ρ: strongest cells that were not observed are added until there are ρ × (observed cells) of them.</summary>
    /// <value>0.2; 0 to 1. 0 keeps the observed cells only.</value>
    [Range(0.0, 1.0)]
    public double Density { get; init; } = 0.2;

    /// <summary>Whether users (and items, for squares) are dealt to patches at random, anew for every seed, or in the order of their indices.</summary>
    /// <value>true: an attacker cannot choose the company of his fakes.</value>
    public bool Shuffled { get; init; } = true;
}

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
