using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.LeastSquares;

/// <summary>A few steps of conjugate gradients from the last solution.</summary>
/// <remarks>The rows of a block step together, so that the product with the shared matrix is one dense product; what a row has of its own is O(entries × rank).</remarks>
internal sealed class ConjugateGradientSolver(int rank, int steps, int rowsPerBlock) : IBlockSolver
{
    private const float Negligible = 1e-20f;
    private const int Ahead = 2;

    private readonly DenseMatrix residuals = new(rowsPerBlock, rank);
    private readonly DenseMatrix directions = new(rowsPerBlock, rank);
    private readonly DenseMatrix images = new(rowsPerBlock, rank);
    private readonly float[] squares = new float[rowsPerBlock];

    /// <inheritdoc/>
    public void Solve(NormalEquations system, WeightedInteractions problem, Chunk rows, DenseMatrix solutions)
    {
        // r = b − A p,  d = r
        DenseProducts.Multiply(solutions.RowRange(rows.Start, rows.End), rows.Length, system.Packed, residuals.Data, scale: -1f);
        for (var b = 0; b < rows.Length; b++)
        {
            var residual = residuals.Row(b);
            SubtractObserved(system, problem, rows.Start + b, solutions.Row(rows.Start + b), residual);
            residual.CopyTo(directions.Row(b));
            squares[b] = Vectors.Dot(residual, residual);
        }

        for (var step = 1; step <= steps; step++)
        {
            DenseProducts.Multiply(directions.RowRange(0, rows.Length), rows.Length, system.Packed, images.Data);
            for (var b = 0; b < rows.Length; b++)
                Step(system, problem, rows.Start + b, b, solutions.Row(rows.Start + b));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(NormalEquations system, WeightedInteractions problem, int row, int b, Span<float> p)
    {
        if (squares[b] <= Negligible)
            return;
        var direction = directions.Row(b);
        var image = images.Row(b);
        var residual = residuals.Row(b);
        var columns = problem.Preferences.ColumnsOf(row);
        var confidences = problem.ConfidencesOf(row);
        var unobserved = system.UnobservedConfidence;
        // A d = (w₀ YᵀY + λI) d + Σ_e (w − w₀)(y·d) y
        for (var e = 0; e < columns.Length; e++)
        {
            var y = system.Factors.Row(columns[e]);
            Vectors.Axpy((confidences[e] - unobserved) * Vectors.Dot(y, direction), y, image);
        }

        // a = rᵀr / dᵀAd,  p ← p + a d,  r ← r − a A d
        var a = squares[b] / Vectors.Dot(direction, image);
        Vectors.Axpy(a, direction, p);
        Vectors.Axpy(-a, image, residual);
        // d ← r + (new rᵀr / old rᵀr) d
        var square = Vectors.Dot(residual, residual);
        TensorPrimitives.MultiplyAdd(direction, square / squares[b], residual, direction);
        squares[b] = square;
    }

    // r ← r + Σ_e (w x − (w − w₀)(y·p)) y
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractObserved(NormalEquations system, WeightedInteractions problem, int row, ReadOnlySpan<float> p, Span<float> residual)
    {
        var columns = problem.Preferences.ColumnsOf(row);
        var preferences = problem.Preferences.ValuesOf(row);
        var confidences = problem.ConfidencesOf(row);
        var unobserved = system.UnobservedConfidence;
        for (var e = 0; e < columns.Length; e++)
        {
            if (e + Ahead < columns.Length)
                Vectors.Prefetch(system.Factors.Row(columns[e + Ahead]));
            var y = system.Factors.Row(columns[e]);
            Vectors.Axpy((confidences[e] * preferences[e]) - ((confidences[e] - unobserved) * Vectors.Dot(y, p)), y, residual);
        }
    }
}
