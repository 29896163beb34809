using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Ials;

/// <summary>Learns weighted-regularized matrix factors by alternating least squares.</summary>
/// <remarks>
/// Hu, Koren &amp; Volinsky (ICDM 2008), eq. 4 and 5; conjugate gradients in place of the exact solve: Takács, Pilászy &amp; Tikk (RecSys 2011).
/// The objective is that of WRMF plus λ Σ‖p‖² + λ Σ‖q‖². A half-step costs O(non-zeros × rank + rows × rank²).
/// </remarks>
public sealed class IalsTrainer(IalsOptions options) : IFactorTrainer
{
    private const int RowsPerBlock = 12;

    /// <inheritdoc/>
    public double ObservedWeight => options.ObservedWeight;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var model = FactorModel.Gaussian(problem.Targets.Rows, problem.Targets.Columns, options.Rank, options.InitialDeviation, random);
        var byItem = problem.Transpose();
        var gram = new Gram(options.Rank);
        for (var iteration = 1; iteration <= options.Iterations; iteration++)
        {
            SolveAll(problem, model.Users, model.Items, gram, cancel);
            SolveAll(byItem, model.Items, model.Users, gram, cancel);
            Check(model, iteration);
            progress?.Report(new TrainingProgress(iteration, options.Iterations, double.NaN));
        }

        return model;
    }

    /// <summary>The factor of one user whom the model has not seen, or who has changed, from the whole history and the fixed items.</summary>
    /// <param name="model">Whose items are used.</param>
    /// <param name="items">Items of the history, distinct.</param>
    /// <param name="values">Their values; above 0 is an observation.</param>
    /// <returns>A factor of length rank, solved exactly.</returns>
    /// <remarks>QᵀQ is computed anew: for many users at once use the overload with a matrix.</remarks>
    public float[] FoldIn(FactorModel model, ReadOnlySpan<int> items, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(model);
        var entries = new List<(int, int, float)>(items.Length);
        for (var e = 0; e < items.Length; e++)
            entries.Add((0, items[e], values[e]));
        return FoldIn(model, CsrMatrix.FromEntries(1, model.Items.Rows, entries)).Row(0).ToArray();
    }

    /// <summary>The factors of the users of <paramref name="histories"/> (users × items) against the fixed items of <paramref name="model"/>: users × rank, solved exactly.</summary>
    public DenseMatrix FoldIn(FactorModel model, CsrMatrix histories)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(histories);
        if (histories.Columns != model.Items.Rows)
            throw new ArgumentException($"Histories over {histories.Columns} items do not go with a model of {model.Items.Rows}.", nameof(histories));
        var users = new DenseMatrix(histories.Rows, model.Rank);
        var exact = new IalsTrainer(options with { Rank = model.Rank, LargestCholeskyRank = model.Rank });
        exact.SolveAll(WeightedInteractions.Uniform(histories, ObservedWeight), users, model.Items, new Gram(model.Rank), CancellationToken.None);
        return users;
    }

    private void SolveAll(WeightedInteractions rows, DenseMatrix solutions, DenseMatrix fixedFactors, Gram gram, CancellationToken cancel)
    {
        var system = new HalfStep(fixedFactors, options.Regularization, gram);
        Cores.ForEachChunk(
            rows.Targets.Rows,
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

    private void Check(FactorModel model, int iteration)
    {
        if (System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<float>(model.Items.Data))
            return;
        throw new NumericalBreakdownException(
            $"iALS factors stopped being finite in iteration {iteration}: raise {nameof(options.Regularization)} ({options.Regularization})."
        );
    }
}
