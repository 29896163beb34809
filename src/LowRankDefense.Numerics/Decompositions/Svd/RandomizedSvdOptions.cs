using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Numerics.Decompositions.Svd;

/// <summary>How <see cref="RandomizedSvd"/> works.</summary>
public sealed record RandomizedSvdOptions
{
    /// <summary>Number of singular triplets wanted.</summary>
    /// <value>20; 1 to the smaller dimension of the matrix.</value>
    [Range(1, int.MaxValue)]
    public int Rank { get; init; } = 20;

    /// <summary>Columns of the sketch beyond <see cref="Rank"/>; the sketch is rounded up to a multiple of 8 and never exceeds the smaller dimension.</summary>
    /// <value>10; 0 or more.</value>
    [Range(0, 1000)]
    public int Oversampling { get; init; } = 10;

    /// <summary>Multiplications by A Aᵀ that sharpen the sketch.</summary>
    /// <value>2; 0 to 20.</value>
    [Range(0, 20)]
    public int PowerIterations { get; init; } = 2;

    /// <summary>Whether the column means are taken out, as principal component analysis wants; the matrix stays sparse.</summary>
    /// <value>false.</value>
    public bool Centred { get; init; }
}
