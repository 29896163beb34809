using LowRankDefense.Core.Factorization.LeastSquares;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Ials;

/// <summary>Learns weighted-regularized matrix factors by alternating least squares.</summary>
/// <remarks>
/// Hu, Koren &amp; Volinsky (ICDM 2008), eq. 4 and 5; conjugate gradients in place of the exact solve: Takács, Pilászy &amp; Tikk (RecSys 2011).
/// The objective is that of WRMF plus λ Σ‖p‖² + λ Σ‖q‖². A half-step costs O(non-zeros × rank + rows × rank²).
/// </remarks>
public sealed class IalsTrainer(IalsOptions options) : IWarmFactorTrainer
{
    private readonly IalsOptions options = Validated.Options(options);

    /// <inheritdoc/>
    public double Confidence => options.Confidence;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, IProgress<TrainingProgress>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(random);
        var model = FactorModel.Gaussian(problem.Preferences.Rows, problem.Preferences.Columns, options.Rank, options.InitialDeviation, random);
        new AlternatingLeastSquares(Settings(options)).Alternate(problem, model, options.Iterations, progress, cancel);
        return model;
    }

    /// <inheritdoc/>
    public FactorModel GoOn(FactorModel model, WeightedInteractions problem, int iterations, CancellationToken cancel)
    {
        var factors = WarmStart.Of(model, problem);
        new AlternatingLeastSquares(Settings(options with { Rank = factors.Rank })).Alternate(problem, factors, iterations, progress: null, cancel);
        return factors;
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
    public DenseMatrix FoldIn(FactorModel model, CsrMatrix histories) => FoldIn(model, WeightedInteractions.Uniform(histories, Confidence));

    /// <summary>The same where cells have confidences of their own.</summary>
    /// <inheritdoc cref="FoldIn(FactorModel, CsrMatrix)"/>
    public DenseMatrix FoldIn(FactorModel model, WeightedInteractions histories)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(histories);
        var (count, items) = (histories.Preferences.Rows, histories.Preferences.Columns);
        if (items != model.Items.Rows)
            throw new ArgumentException($"Histories over {items} items do not go with a model of {model.Items.Rows}.", nameof(histories));
        var users = new DenseMatrix(count, model.Rank);
        Exact(options with { Rank = model.Rank }).SolveRows(histories, users, model.Items, CancellationToken.None);
        return users;
    }

    /// <summary>The same solved by Cholesky, whatever the rank.</summary>
    internal static AlternatingLeastSquares Exact(IalsOptions options) => new(Settings(options with { LargestCholeskyRank = options.Rank }));

    private static LeastSquaresOptions Settings(IalsOptions options) =>
        new(options.Rank, options.Regularization, UnobservedConfidence: 1, options.LargestCholeskyRank, options.ConjugateGradientSteps);
}
