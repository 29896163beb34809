using System.Runtime.CompilerServices;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary><see cref="WrmfStep"/> backwards, one step after the other, with all the scratch that takes.</summary>
/// <remarks>
/// Let a_P and a_Q be the derivatives of the loss by the gradients ∂P_b and ∂Q of a step (see <see cref="AdamAdjoint"/>). The gradient is that of a function, so its
/// own derivative is symmetric, and what a step hands back to P and Q is the change of the gradient in the direction (a_P, a_Q):
/// with s = p·q, δ = a_P·q + p·a_Q and c as in the step, 2 Σ_i w (δ q + (s − x) a_Q) for a user and 2 Σ_u w (δ p + (s − x) a_P) for an item.
/// As in the step the cells that are not stored are summed by way of rank × rank products.
/// </remarks>
internal sealed class WrmfAdjoint
{
    private const int RowsPerChunk = 96;
    private const int Ahead = 2;

    private readonly WeightedInteractions problem;
    private readonly AdamAdjoint users;
    private readonly AdamAdjoint items;
    private readonly DenseMatrix batchUsers;
    private readonly DenseMatrix ofBatchGradient;
    private readonly DenseMatrix ofItemGradient;
    private readonly SymmetricProducts itemProducts;
    private readonly SymmetricProducts userProducts;
    private readonly ResidualBatch residuals;
    private readonly ResidualBatch changes;
    private readonly bool[] isInBatch;
    private readonly int rank;

    /// <summary>Behind the last step.</summary>
    /// <param name="problem">users × items.</param>
    /// <param name="ofUsers">Derivatives of the loss by P, taken back in place.</param>
    /// <param name="ofItems">Derivatives of the loss by Q, taken back in place.</param>
    /// <param name="options">Those of the training.</param>
    /// <param name="steps">Number of the last step.</param>
    public WrmfAdjoint(WeightedInteractions problem, DenseMatrix ofUsers, DenseMatrix ofItems, WrmfOptions options, int steps)
    {
        this.problem = problem;
        rank = ofItems.Columns;
        users = new AdamAdjoint(ofUsers, options.Adam, steps);
        items = new AdamAdjoint(ofItems, options.Adam, steps);
        var batch = Math.Min(options.BatchSize, ofUsers.Rows);
        (batchUsers, ofBatchGradient) = (new DenseMatrix(batch, rank), new DenseMatrix(batch, rank));
        ofItemGradient = new DenseMatrix(ofItems.Rows, rank);
        (itemProducts, userProducts) = (new SymmetricProducts(rank), new SymmetricProducts(rank));
        (residuals, changes) = (new ResidualBatch(ofItems.Rows), new ResidualBatch(ofItems.Rows));
        isInBatch = new bool[ofUsers.Rows];
    }

    /// <summary>Takes one step back.</summary>
    /// <param name="before">Where the training stood before the step.</param>
    /// <param name="batch">Its batch.</param>
    /// <param name="firstTraced">Row of the first user by whose preferences the derivative is asked for; all behind it are.</param>
    /// <param name="ofPreferences">Derivatives of the loss by those preferences, added to: users from <paramref name="firstTraced"/> on × items.</param>
    public void StepBack(WrmfState before, ReadOnlyMemory<int> batch, int firstTraced, DenseMatrix ofPreferences)
    {
        var (p, q) = (before.Users.Parameters, before.Items.Parameters);
        Gather(p, batch.Span);
        itemProducts.SetGram(q, q.Rows);
        userProducts.SetGram(batchUsers, batch.Length);
        residuals.Shape(problem.Preferences, batch.Span);
        changes.Shape(problem.Preferences, batch.Span);
        PassOptimizerOfUsers(before, batch);
        residuals.GroupByItem();
        PassOptimizerOfItems(before);
        itemProducts.SetCross(ofItemGradient, q, q.Rows);
        userProducts.SetCross(ofBatchGradient, batchUsers, batch.Length);
        PassGradientOfUsers(q, batch);
        changes.GroupByItem();
        PassGradientOfItems(q);
        Cores.ForEachChunk(
            batch.Length,
            1,
            chunk =>
            {
                var user = batch.Span[chunk.Start];
                if (user >= firstTraced)
                    Trace(q, chunk.Start, user, ofPreferences.Row(user - firstTraced));
            }
        );
    }

    private void Gather(DenseMatrix p, ReadOnlySpan<int> batch)
    {
        Array.Clear(isInBatch);
        for (var b = 0; b < batch.Length; b++)
        {
            isInBatch[batch[b]] = true;
            p.Row(batch[b]).CopyTo(batchUsers.Row(b));
        }
    }

    // a_P by way of the optimizer; rows outside the batch were given no gradient.
    private void PassOptimizerOfUsers(WrmfState before, ReadOnlyMemory<int> batch)
    {
        Cores.ForEachChunk(
            isInBatch.Length,
            RowsPerChunk,
            chunk =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                {
                    if (!isInBatch[u])
                        users.StepBack(before.Users, u, [], []);
                }
            }
        );
        ForEachBlock(
            batch.Length,
            (chunk, gradients) =>
            {
                // ∂P_b = 2 P_b G + C Q
                itemProducts.Multiply(batchUsers, chunk, gradients.Result);
                for (var b = chunk.Start; b < chunk.End; b++)
                {
                    var gradient = gradients.Result.AsSpan((b - chunk.Start) * rank, rank);
                    AddObserved(before.Items.Parameters, batch.Span[b], b, gradient);
                    users.StepBack(before.Users, batch.Span[b], gradient, ofBatchGradient.Row(b));
                }
            }
        );
    }

    // c = 2 w (s − x) − 2 s
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddObserved(DenseMatrix q, int user, int b, Span<float> gradient)
    {
        var columns = problem.Preferences.ColumnsOf(user);
        var preferences = problem.Preferences.ValuesOf(user);
        var confidences = problem.ConfidencesOf(user);
        var coefficients = residuals.CoefficientsOf(b);
        for (var e = 0; e < columns.Length; e++)
        {
            if (e + Ahead < columns.Length)
                Vectors.Prefetch(q.Row(columns[e + Ahead]));
            var item = q.Row(columns[e]);
            var s = Vectors.Dot(batchUsers.Row(b), item);
            coefficients[e] = 2f * ((confidences[e] * (s - preferences[e])) - s);
            Vectors.Axpy(coefficients[e], item, gradient);
        }
    }

    private void PassOptimizerOfItems(WrmfState before)
    {
        var q = before.Items.Parameters;
        ForEachBlock(
            q.Rows,
            (chunk, gradients) =>
            {
                // ∂Q = 2 Q H + Cᵀ P_b
                userProducts.Multiply(q, chunk, gradients.Result);
                for (var i = chunk.Start; i < chunk.End; i++)
                {
                    var gradient = gradients.Result.AsSpan((i - chunk.Start) * rank, rank);
                    foreach (var (row, c) in residuals.OfItem(i))
                        Vectors.Axpy(c, batchUsers.Row(row), gradient);
                    items.StepBack(before.Items, i, gradient, ofItemGradient.Row(i));
                }
            }
        );
    }

    // p̄ += 2 (a_P G + p (A_Qᵀ Q + Qᵀ A_Q)) + Σ over the stored cells of 2 (w − 1) δ q + c a_Q
    private void PassGradientOfUsers(DenseMatrix q, ReadOnlyMemory<int> batch) =>
        ForEachBlock(
            batch.Length,
            (chunk, sums) =>
            {
                itemProducts.MultiplyBoth(ofBatchGradient, batchUsers, chunk, sums.Result, sums.Other);
                for (var b = chunk.Start; b < chunk.End; b++)
                {
                    var sum = sums.Result.AsSpan((b - chunk.Start) * rank, rank);
                    AddChanges(q, batch.Span[b], b, sum);
                    Vectors.Axpy(1f, sum, users.Parameters.Row(batch.Span[b]));
                }
            }
        );

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddChanges(DenseMatrix q, int user, int b, Span<float> sum)
    {
        var columns = problem.Preferences.ColumnsOf(user);
        var confidences = problem.ConfidencesOf(user);
        var coefficients = residuals.CoefficientsOf(b);
        var own = changes.CoefficientsOf(b);
        for (var e = 0; e < columns.Length; e++)
        {
            own[e] = 2f * (confidences[e] - 1f) * Delta(q, b, columns[e]);
            Vectors.Axpy(own[e], q.Row(columns[e]), sum);
            Vectors.Axpy(coefficients[e], ofItemGradient.Row(columns[e]), sum);
        }
    }

    // q̄ += 2 (a_Q H + q (A_Pᵀ P_b + P_bᵀ A_P)) + Σ over the stored cells of 2 (w − 1) δ p + c a_P
    private void PassGradientOfItems(DenseMatrix q) =>
        ForEachBlock(
            q.Rows,
            (chunk, sums) =>
            {
                userProducts.MultiplyBoth(ofItemGradient, q, chunk, sums.Result, sums.Other);
                for (var i = chunk.Start; i < chunk.End; i++)
                {
                    var sum = sums.Result.AsSpan((i - chunk.Start) * rank, rank);
                    foreach (var (row, change) in changes.OfItem(i))
                        Vectors.Axpy(change, batchUsers.Row(row), sum);
                    foreach (var (row, c) in residuals.OfItem(i))
                        Vectors.Axpy(c, ofBatchGradient.Row(row), sum);
                    Vectors.Axpy(1f, sum, items.Parameters.Row(i));
                }
            }
        );

    // ∂(a_P·∂P + a_Q·∂Q)/∂x = −2 w (a_P·q + a_Q·p), w = 1 where nothing is stored
    private void Trace(DenseMatrix q, int b, int user, Span<float> ofPreferences)
    {
        var columns = problem.Preferences.ColumnsOf(user);
        var confidences = problem.ConfidencesOf(user);
        var next = 0;
        for (var i = 0; i < ofPreferences.Length; i++)
        {
            var isStored = next < columns.Length && columns[next] == i;
            var w = isStored ? confidences[next++] : 1f;
            ofPreferences[i] -= 2f * w * Delta(q, b, i);
        }
    }

    // δ = a_P·q + p·a_Q
    private float Delta(DenseMatrix q, int b, int item) =>
        Vectors.Dot(ofBatchGradient.Row(b), q.Row(item)) + Vectors.Dot(batchUsers.Row(b), ofItemGradient.Row(item));

    private void ForEachBlock(int rows, Action<Chunk, (float[] Result, float[] Other)> body) =>
        Cores.ForEachChunk(rows, RowsPerChunk, () => (new float[RowsPerChunk * rank], new float[RowsPerChunk * rank]), body);
}
