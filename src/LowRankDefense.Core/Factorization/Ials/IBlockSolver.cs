using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.Ials;

/// <summary>Solves (YᵀY + Yᵀ(C_u − I)Y + λI) p = Yᵀ C_u x_u for a run of rows u; owns scratch, and so serves one thread.</summary>
internal interface IBlockSolver
{
    /// <summary>Overwrites the rows of <paramref name="solutions"/>; their content is the start of an iterative solver.</summary>
    void Solve(HalfStep system, WeightedInteractions problem, Chunk rows, DenseMatrix solutions);
}
