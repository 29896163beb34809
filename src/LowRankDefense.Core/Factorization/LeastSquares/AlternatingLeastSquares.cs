using System.Numerics.Tensors;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.LeastSquares;

/// <summary>Minimizes Σ_stored w (p·q − x)² + w₀ Σ_others (p·q)² + λ Σ‖p‖² + λ Σ‖q‖² by solving for all users, then for all items, in turn.</summary>
/// <remarks>Hu, Koren &amp; Volinsky (ICDM 2008), eq. 4 and 5. A half-step costs O(stored × rank + rows × rank²).</remarks>
internal sealed class AlternatingLeastSquares(LeastSquaresOptions options)
{
    private const int RowsPerBlock = 12;
    private readonly Gram gram = new(options.Rank);

    /// <summary>Improves <paramref name="model"/> in place, <paramref name="iterations"/> times both sides.</summary>
    /// <exception cref="NumericalBreakdownException">Factors stopped being finite, or a system is singular.</exception>
    public void Alternate(
        WeightedInteractions problem,
        FactorModel model,
        int iterations,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancel
    )
    {
        cancel.ThrowIfCancellationRequested();
        var byItem = problem.Transpose();
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            SolveRows(problem, model.Users, model.Items, cancel);
            SolveRows(byItem, model.Items, model.Users, cancel);
            if (model.Items.Data.Length > 0 && !TensorPrimitives.IsFiniteAll<float>(model.Items.Data))
            {
                throw new NumericalBreakdownException(
                    $"The factors stopped being finite in iteration {iteration}: raise {nameof(options.Regularization)} ({options.Regularization})."
                );
            }

            progress?.Report(new TrainingProgress(iteration, iterations, double.NaN));
        }
    }

    /// <summary>Overwrites every row of <paramref name="solutions"/> by the minimizer for the fixed other side; the old rows are where conjugate gradients start.</summary>
    public void SolveRows(WeightedInteractions rows, DenseMatrix solutions, DenseMatrix fixedFactors, CancellationToken cancel)
    {
        var system = new NormalEquations(fixedFactors, options, gram);
        Cores.ForEachChunk(
            rows.Preferences.Rows,
            RowsPerBlock,
            CreateSolver,
            (chunk, solver) =>
            {
                cancel.ThrowIfCancellationRequested();
                solver.Solve(system, rows, chunk, solutions);
            }
        );
    }

    /// <summary>Overwrites every row of <paramref name="sides"/> by the exact solution of a row's system with it as the right side.</summary>
    /// <remarks>Taking <see cref="SolveRows"/> back: the systems are symmetric, and derivatives by their solutions become derivatives by their right sides.</remarks>
    /// <param name="rows">The rows, whose confidences make the systems.</param>
    /// <param name="first">The row that the first side belongs to; the others follow.</param>
    /// <param name="sides">Rows from <paramref name="first"/> on × rank.</param>
    /// <param name="fixedFactors">Columns × rank.</param>
    /// <param name="cancel">Stops between two blocks.</param>
    public void SolveRowsFor(WeightedInteractions rows, int first, DenseMatrix sides, DenseMatrix fixedFactors, CancellationToken cancel)
    {
        var system = new NormalEquations(fixedFactors, options, gram);
        Cores.ForEachChunk(
            sides.Rows,
            RowsPerBlock,
            () => new CholeskySolver(options.Rank),
            (chunk, solver) =>
            {
                cancel.ThrowIfCancellationRequested();
                for (var r = chunk.Start; r < chunk.End; r++)
                    solver.SolveFor(system, rows, first + r, sides.Row(r));
            }
        );
    }

    private IBlockSolver CreateSolver() =>
        options.Rank <= options.LargestCholeskyRank
            ? new CholeskySolver(options.Rank)
            : new ConjugateGradientSolver(options.Rank, options.ConjugateGradientSteps, RowsPerBlock);
}
