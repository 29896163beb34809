using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.LeastSquares;

/// <summary>What the linear systems of all rows have in common while one side is fixed.</summary>
internal sealed class NormalEquations
{
    /// <summary>Computes what is shared, once for all rows.</summary>
    /// <param name="fixedFactors">Y: columns × rank.</param>
    /// <param name="options">λ and w₀.</param>
    /// <param name="gram">Computes YᵀY; made for matrices of rank columns.</param>
    public NormalEquations(DenseMatrix fixedFactors, LeastSquaresOptions options, Gram gram)
    {
        Factors = fixedFactors;
        Regularization = options.Regularization;
        UnobservedConfidence = (float)options.UnobservedConfidence;
        Shared = new DenseMatrix(fixedFactors.Columns, fixedFactors.Columns);
        // w₀ YᵀY + λI
        if (UnobservedConfidence != 0f)
            gram.OfColumns(fixedFactors, Shared);
        Vectors.Scale(UnobservedConfidence, Shared.Data);
        for (var i = 0; i < Shared.Rows; i++)
            Shared[i, i] += (float)options.Regularization;
        Packed = new PackedPanels().Pack(Shared);
    }

    /// <summary>Y, the fixed side: columns × rank.</summary>
    public DenseMatrix Factors { get; }

    /// <summary>λ.</summary>
    public double Regularization { get; }

    /// <summary>w₀.</summary>
    public float UnobservedConfidence { get; }

    /// <summary>w₀ YᵀY + λI: rank × rank.</summary>
    public DenseMatrix Shared { get; }

    /// <summary><see cref="Shared"/> as the right factor of a product.</summary>
    public PackedPanels Packed { get; }
}

/// <summary>Solves (w₀ YᵀY + Yᵀ(W_u − w₀I)Y + λI) p = Yᵀ W_u x_u for a run of rows u; owns scratch, and so serves one thread.</summary>
internal interface IBlockSolver
{
    /// <summary>Overwrites the rows of <paramref name="solutions"/>; their content is the start of an iterative solver.</summary>
    void Solve(NormalEquations system, WeightedInteractions problem, Chunk rows, DenseMatrix solutions);
}
