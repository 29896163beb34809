using LowRankDefense.Core.Factorization.LeastSquares;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Ials;

/// <summary>Alternating least squares whose last alternation is exact, and can be traced back through: the items before it are taken as given.</summary>
/// <remarks>
/// WRMF(ALS) of Tang, Wen &amp; Wang (RecSys 2020). The last alternation is p = B⁻¹ Q₀ᵀ C x, B = Q₀ᵀ C Q₀ + λI, for every user, and then q = A⁻¹ Pᵀ C x, A = Pᵀ C P + λI,
/// for every item. With q̄ and p̄ the derivatives by both, A z = q̄ and B y = p̄ − ∂/∂p Σ z·(A q − b): the same systems with other right sides, and ∂/∂x = c (p·z + q₀·y).
/// The code of the authors stops at p·z, as if what a fake clicks did not change its own factor. O(stored × rank² + (users + items) × rank³); cells that are not
/// stored are summed by way of rank × rank products, and formed for nobody but those who are asked about.
/// </remarks>
public sealed class IalsLastStep : ITracedTraining
{
    private const int RowsPerChunk = 32;
    private readonly IalsOptions options;
    private readonly AlternatingLeastSquares exact;
    private LastStep? last;

    /// <summary>Nothing is trained yet.</summary>
    /// <param name="options">Of the trainings to come.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or there are no iterations.</exception>
    public IalsLastStep(IalsOptions options)
    {
        this.options = Validated.Options(options);
        if (options.Iterations < 1)
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"{nameof(options.Iterations)} is 0: there is no last step to trace back through."
            );
        exact = IalsTrainer.Exact(options);
    }

    /// <inheritdoc/>
    public int Rank => options.Rank;

    /// <inheritdoc/>
    public double Confidence => options.Confidence;

    /// <inheritdoc/>
    public FactorModel Train(WeightedInteractions problem, SeededRandom random, CancellationToken cancel)
    {
        var model = new IalsTrainer(options with { Iterations = options.Iterations - 1 }).Train(problem, random, progress: null, cancel);
        last = new LastStep(problem, problem.Transpose(), model.Items.Clone(), model);
        exact.SolveRows(problem, model.Users, last.Before, cancel);
        exact.SolveRows(last.ByItem, model.Items, model.Users, cancel);
        return model;
    }

    /// <inheritdoc/>
    public DenseMatrix TraceBack(DenseMatrix ofUsers, DenseMatrix ofItems, int firstUser, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(ofUsers);
        ArgumentNullException.ThrowIfNull(ofItems);
        var step = last ?? throw new InvalidOperationException("A training is traced back through once.");
        last = null;
        var p = RowsFrom(step.Model.Users, firstUser);
        // A z = q̄
        var z = ofItems;
        exact.SolveRowsFor(step.ByItem, 0, z, step.Model.Users, cancel);
        var y = RowsFrom(ofUsers, firstUser);
        AddChanges(step, firstUser, p, z, y);
        // B y = p̄
        exact.SolveRowsFor(step.Problem, firstUser, y, step.Before, cancel);
        var ofPreferences = new DenseMatrix(p.Rows, z.Rows);
        AddProducts(p, z, ofPreferences);
        AddProducts(y, step.Before, ofPreferences);
        for (var r = 0; r < p.Rows; r++)
            Weigh(step.Problem, firstUser + r, ofPreferences.Row(r));
        return ofPreferences;
    }

    // p̄ += Σ_i c ((x − s) z − (p·z) q), s = p·q: what the systems of the items, Σ_u c p pᵀ and Σ_u c x p, make of a change of p
    private static void AddChanges(LastStep step, int firstUser, DenseMatrix p, DenseMatrix z, DenseMatrix ofUsers)
    {
        var q = step.Model.Items;
        var cross = DenseProducts.MultiplyTransposed(z, q);
        for (var r = 0; r < p.Rows; r++)
        {
            var user = p.Row(r);
            var of = ofUsers.Row(r);
            // As if all c were 1 and all x 0: −(ZᵀQ + QᵀZ) p
            for (var f = 0; f < user.Length; f++)
            {
                of[f] -= Vectors.Dot(cross.Row(f), user);
                Vectors.Axpy(-user[f], cross.Row(f), of);
            }

            AddStored(step.Problem, firstUser + r, user, q, z, of);
        }
    }

    // Σ over the stored cells of (c x − (c − 1) s) z − (c − 1) (p·z) q
    private static void AddStored(WeightedInteractions problem, int row, ReadOnlySpan<float> p, DenseMatrix q, DenseMatrix z, Span<float> of)
    {
        var columns = problem.Preferences.ColumnsOf(row);
        var preferences = problem.Preferences.ValuesOf(row);
        var confidences = problem.ConfidencesOf(row);
        for (var e = 0; e < columns.Length; e++)
        {
            var item = q.Row(columns[e]);
            var side = z.Row(columns[e]);
            var more = confidences[e] - 1f;
            Vectors.Axpy((confidences[e] * preferences[e]) - (more * Vectors.Dot(p, item)), side, of);
            Vectors.Axpy(-more * Vectors.Dot(p, side), item, of);
        }
    }

    // C ← C + A Bᵀ
    private static void AddProducts(DenseMatrix a, DenseMatrix b, DenseMatrix c)
    {
        var packed = new PackedPanels().PackTransposed(b, 0, b.Rows);
        Cores.ForEachChunk(
            a.Rows,
            RowsPerChunk,
            () => new float[RowsPerChunk * b.Rows],
            (chunk, products) =>
            {
                DenseProducts.Multiply(a.RowRange(chunk.Start, chunk.End), chunk.Length, packed, products);
                Vectors.Axpy(1f, products.AsSpan(0, chunk.Length * b.Rows), c.RowRange(chunk.Start, chunk.End));
            }
        );
    }

    private static void Weigh(WeightedInteractions problem, int user, Span<float> ofPreferences)
    {
        var columns = problem.Preferences.ColumnsOf(user);
        var confidences = problem.ConfidencesOf(user);
        for (var e = 0; e < columns.Length; e++)
            ofPreferences[columns[e]] *= confidences[e];
    }

    private static DenseMatrix RowsFrom(DenseMatrix matrix, int first) =>
        new(matrix.Rows - first, matrix.Columns, matrix.RowRange(first, matrix.Rows).ToArray());

    private sealed record LastStep(WeightedInteractions Problem, WeightedInteractions ByItem, DenseMatrix Before, FactorModel Model);
}
