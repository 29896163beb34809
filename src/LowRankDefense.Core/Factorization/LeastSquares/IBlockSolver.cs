using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.LeastSquares;

/// <summary>Solves (w₀ YᵀY + Yᵀ(W_u − w₀I)Y + λI) p = Yᵀ W_u x_u for a run of rows u; owns scratch, and so serves one thread.</summary>
internal interface IBlockSolver
{
    /// <summary>Overwrites the rows of <paramref name="solutions"/>; their content is the start of an iterative solver.</summary>
    void Solve(NormalEquations system, WeightedInteractions problem, Chunk rows, DenseMatrix solutions);
}
