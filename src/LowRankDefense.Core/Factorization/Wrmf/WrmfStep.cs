using System.Runtime.CompilerServices;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>One Adam step after the other on the factors of a model, with all the scratch they need.</summary>
/// <remarks>
/// Loss of a batch b of user rows: Σ_{u∈b} Σ_i w_ui (x_ui − p_u·q_i)², over all items.
/// The rows of P outside the batch take their decay and momentum steps when their turn comes next (<see cref="Adam.CatchUp"/>): nobody reads them before.
/// </remarks>
internal sealed class WrmfStep
{
    private const int RowsPerChunk = 96;
    private const int Ahead = 2;

    private readonly WeightedInteractions problem;
    private readonly FactorModel factors;
    private readonly Adam userSteps;
    private readonly Adam itemSteps;
    private readonly DenseMatrix batchUsers;
    private readonly DenseMatrix itemGram;
    private readonly DenseMatrix userGram;
    private readonly Gram gram;
    private readonly PackedPanels packedItemGram = new();
    private readonly PackedPanels packedUserGram = new();
    private readonly ResidualBatch residuals;
    private readonly int rank;
    private int step;

    /// <summary>All scratch for as many steps as the options ask for.</summary>
    /// <param name="problem">users × items.</param>
    /// <param name="factors">P and Q, improved in place.</param>
    /// <param name="options">Batches, epochs and optimizer.</param>
    public WrmfStep(WeightedInteractions problem, FactorModel factors, WrmfOptions options)
    {
        this.problem = problem;
        this.factors = factors;
        rank = factors.Rank;
        var rows = factors.Users.Rows;
        var batch = Math.Min(options.BatchSize, rows);
        var steps = rows == 0 ? 0 : options.Epochs * Cores.ChunksOf(rows, batch);
        userSteps = new Adam(factors.Users, options.Adam, steps);
        itemSteps = new Adam(factors.Items, options.Adam, steps);
        batchUsers = new DenseMatrix(batch, rank);
        itemGram = new DenseMatrix(rank, rank);
        userGram = new DenseMatrix(rank, rank);
        gram = new Gram(rank);
        residuals = new ResidualBatch(factors.Items.Rows);
    }

    /// <summary>One step on the rows of <paramref name="batch"/>; returns the loss of the batch before the step.</summary>
    public double Descend(ReadOnlyMemory<int> batch)
    {
        step++;
        Gather(batch);
        // G = QᵀQ, H = P_bᵀP_b (rank × rank)
        gram.OfColumns(factors.Items, itemGram);
        gram.OfColumns(batchUsers, batch.Length, userGram);
        residuals.Shape(problem.Preferences, batch.Span);
        var loss = Vectors.Dot(itemGram.Data, userGram.Data) + DescendUsers(batch);
        residuals.GroupByItem();
        DescendItems();
        return loss;
    }

    /// <summary>Copies factors and moments, every row of P brought up to the last step.</summary>
    public void CopyTo(WrmfState state)
    {
        Settle();
        userSteps.CopyTo(state.Users, step);
        itemSteps.CopyTo(state.Items, step);
    }

    /// <summary>Goes back to where factors and moments were copied from.</summary>
    public void Restore(WrmfState state)
    {
        userSteps.Restore(state.Users);
        itemSteps.Restore(state.Items);
        step = state.Users.Step;
    }

    /// <summary>Brings every row of P up to the last step.</summary>
    public void Settle() =>
        Cores.ForEachChunk(
            factors.Users.Rows,
            RowsPerChunk,
            chunk =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                    userSteps.CatchUp(u, step);
            }
        );

    private void Gather(ReadOnlyMemory<int> batch) =>
        Cores.ForEachChunk(
            batch.Length,
            RowsPerChunk,
            chunk =>
            {
                for (var b = chunk.Start; b < chunk.End; b++)
                {
                    var u = batch.Span[b];
                    userSteps.CatchUp(u, step - 1);
                    factors.Users.Row(u).CopyTo(batchUsers.Row(b));
                }
            }
        );

    // ∂P_b = 2 P_b G + C Q;  returns Σ over the observed cells of w (s − x)² − s²
    private double DescendUsers(ReadOnlyMemory<int> batch)
    {
        packedItemGram.Pack(itemGram);
        var losses = new double[Cores.ChunksOf(batch.Length, RowsPerChunk)];
        Cores.ForEachChunk(
            batch.Length,
            RowsPerChunk,
            () => new float[RowsPerChunk * rank],
            (chunk, gradients) =>
            {
                DenseProducts.Multiply(batchUsers.RowRange(chunk.Start, chunk.End), chunk.Length, packedItemGram, gradients, scale: 2f);
                var loss = 0.0;
                for (var b = chunk.Start; b < chunk.End; b++)
                {
                    var gradient = gradients.AsSpan((b - chunk.Start) * rank, rank);
                    loss += AddObserved(batch.Span[b], batchUsers.Row(b), residuals.CoefficientsOf(b), gradient);
                    userSteps.Step(batch.Span[b], gradient, step);
                }

                losses[chunk.Index] = loss;
            }
        );
        return losses.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double AddObserved(int user, ReadOnlySpan<float> p, Span<float> coefficients, Span<float> gradient)
    {
        var items = problem.Preferences.ColumnsOf(user);
        var preferences = problem.Preferences.ValuesOf(user);
        var confidences = problem.ConfidencesOf(user);
        var loss = 0.0;
        for (var e = 0; e < items.Length; e++)
        {
            if (e + Ahead < items.Length)
                Vectors.Prefetch(factors.Items.Row(items[e + Ahead]));
            // s = p·q,  c = 2 w (s − x) − 2 s: what an observed cell adds to the gradient beyond an unobserved one
            var q = factors.Items.Row(items[e]);
            var s = Vectors.Dot(p, q);
            var error = s - preferences[e];
            var c = 2f * ((confidences[e] * error) - s);
            coefficients[e] = c;
            Vectors.Axpy(c, q, gradient);
            loss += ((double)confidences[e] * error * error) - ((double)s * s);
        }

        return loss;
    }

    // ∂Q = 2 Q H + Cᵀ P_b, and the step in the same pass, while the gradient is in the cache
    private void DescendItems()
    {
        packedUserGram.Pack(userGram);
        Cores.ForEachChunk(
            factors.Items.Rows,
            RowsPerChunk,
            () => new float[RowsPerChunk * rank],
            (chunk, gradients) =>
            {
                DenseProducts.Multiply(factors.Items.RowRange(chunk.Start, chunk.End), chunk.Length, packedUserGram, gradients, scale: 2f);
                for (var i = chunk.Start; i < chunk.End; i++)
                {
                    var gradient = gradients.AsSpan((i - chunk.Start) * rank, rank);
                    AddUsers(residuals.OfItem(i), gradient);
                    itemSteps.Step(i, gradient, step);
                }
            }
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddUsers(ReadOnlySpan<(int Row, float C)> entries, Span<float> gradient)
    {
        for (var e = 0; e < entries.Length; e++)
        {
            if (e + Ahead < entries.Length)
                Vectors.Prefetch(batchUsers.Row(entries[e + Ahead].Row));
            Vectors.Axpy(entries[e].C, batchUsers.Row(entries[e].Row), gradient);
        }
    }
}
