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
            FormRight(system, problem, r);
            Substitute(system, problem, r, solutions.Row(r));
        }
    }

    /// <summary>Overwrites <paramref name="side"/> by the solution of the system of a row with it as the right side.</summary>
    public void SolveFor(NormalEquations system, WeightedInteractions problem, int row, Span<float> side)
    {
        TensorPrimitives.ConvertTruncating<float, double>(side, right);
        Substitute(system, problem, row, side);
    }

    private void Substitute(NormalEquations system, WeightedInteractions problem, int row, Span<float> solution)
    {
        FormMatrix(system, problem, row);
        if (!Cholesky.TryFactorUpper(matrix, rank))
        {
            throw new NumericalBreakdownException(
                $"The system of row {row} is not positive definite: raise {nameof(LeastSquaresOptions.Regularization)} ({system.Regularization})."
            );
        }

        Cholesky.SolveUpper(matrix, rank, right);
        TensorPrimitives.ConvertTruncating<double, float>(right, solution);
    }

    // b = Σ w x y
    private void FormRight(NormalEquations system, WeightedInteractions problem, int row)
    {
        Array.Clear(right);
        var columns = problem.Preferences.ColumnsOf(row);
        var preferences = problem.Preferences.ValuesOf(row);
        var confidences = problem.ConfidencesOf(row);
        for (var e = 0; e < columns.Length; e++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(system.Factors.Row(columns[e]), factor);
            Vectors.Axpy((double)confidences[e] * preferences[e], factor, right);
        }
    }

    // A = w₀ YᵀY + λI + Σ (w − w₀) y yᵀ, its upper triangle
    private void FormMatrix(NormalEquations system, WeightedInteractions problem, int row)
    {
        TensorPrimitives.ConvertTruncating<float, double>(system.Shared.Data, matrix);
        var columns = problem.Preferences.ColumnsOf(row);
        var confidences = problem.ConfidencesOf(row);
        for (var e = 0; e < columns.Length; e++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(system.Factors.Row(columns[e]), factor);
            for (var i = 0; i < rank; i++)
                Vectors.Axpy(
                    (double)(confidences[e] - system.UnobservedConfidence) * factor[i],
                    factor.AsSpan(i),
                    matrix.AsSpan((i * rank) + i, rank - i)
                );
        }
    }
}
