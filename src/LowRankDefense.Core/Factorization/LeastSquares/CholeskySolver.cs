using System.Numerics.Tensors;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Decompositions;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.LeastSquares;

/// <summary>Exact: forms the matrix of every row in double precision, factors it and substitutes twice.</summary>
internal sealed class CholeskySolver(int rank) : IBlockSolver
{
    private readonly double[] matrix = new double[rank * rank];
    private readonly double[] right = new double[rank];
    private readonly double[] factor = new double[rank];

    /// <inheritdoc/>
    public void Solve(NormalEquations system, WeightedInteractions problem, Chunk rows, DenseMatrix solutions)
    {
        for (var r = rows.Start; r < rows.End; r++)
        {
            Form(system, problem, r);
            if (!Cholesky.TryFactorUpper(matrix, rank))
            {
                throw new NumericalBreakdownException(
                    $"The system of row {r} is not positive definite: raise {nameof(LeastSquaresOptions.Regularization)} ({system.Regularization})."
                );
            }

            Cholesky.SolveUpper(matrix, rank, right);
            TensorPrimitives.ConvertTruncating<double, float>(right, solutions.Row(r));
        }
    }

    private void Form(NormalEquations system, WeightedInteractions problem, int row)
    {
        TensorPrimitives.ConvertTruncating<float, double>(system.Shared.Data, matrix);
        Array.Clear(right);
        var columns = problem.Preferences.ColumnsOf(row);
        var preferences = problem.Preferences.ValuesOf(row);
        var confidences = problem.ConfidencesOf(row);
        for (var e = 0; e < columns.Length; e++)
        {
            // A ← A + (w − w₀) y yᵀ on the upper triangle,  b ← b + w x y
            TensorPrimitives.ConvertTruncating<float, double>(system.Factors.Row(columns[e]), factor);
            for (var i = 0; i < rank; i++)
                Vectors.Axpy(
                    (double)(confidences[e] - system.UnobservedConfidence) * factor[i],
                    factor.AsSpan(i),
                    matrix.AsSpan((i * rank) + i, rank - i)
                );
            Vectors.Axpy((double)confidences[e] * preferences[e], factor, right);
        }
    }
}
