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

    private IBlockSolver CreateSolver() =>
        options.Rank <= options.LargestCholeskyRank
            ? new CholeskySolver(options.Rank)
            : new ConjugateGradientSolver(options.Rank, options.ConjugateGradientSteps, RowsPerBlock);
}
