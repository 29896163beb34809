using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Factorization.Ials;

/// <summary>What the linear systems of all rows have in common while one side is fixed.</summary>
internal sealed class HalfStep
{
    public HalfStep(DenseMatrix fixedFactors, double regularization, Gram gram)
    {
        Factors = fixedFactors;
        Regularization = regularization;
        Shared = new DenseMatrix(fixedFactors.Columns, fixedFactors.Columns);
        // YᵀY + λI
        gram.OfColumns(fixedFactors, Shared);
        for (var i = 0; i < Shared.Rows; i++)
            Shared[i, i] += (float)regularization;
        Packed = new PackedPanels().Pack(Shared);
    }

    /// <summary>Y, the fixed side: columns × rank.</summary>
    public DenseMatrix Factors { get; }

    /// <summary>λ.</summary>
    public double Regularization { get; }

    /// <summary>YᵀY + λI: rank × rank.</summary>
    public DenseMatrix Shared { get; }

    /// <summary><see cref="Shared"/> as the right factor of a product.</summary>
    public PackedPanels Packed { get; }
}
