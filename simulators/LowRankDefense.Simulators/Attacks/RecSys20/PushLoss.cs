using System.Numerics.Tensors;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>How far a model is from recommending the targets to everybody, with its derivatives by the factors.</summary>
/// <remarks>
/// Tang, Wen &amp; Wang (RecSys 2020), eq. 7: Σ_u −1/|T| Σ_{t∈T} ln softmax(P_u Qᵀ)_t over the genuine users and all items, clicked ones among them.
/// Scores are formed for a panel of users at a time, never for all. Owns its scratch.
/// </remarks>
internal sealed class PushLoss
{
    private const int Panel = 1024;
    private const int RowsPerChunk = 32;
    private readonly int genuine;
    private readonly int[] targets;
    private readonly DenseMatrix slopes;
    private readonly DenseMatrix ofPanel;
    private readonly TransposedProduct product;
    private readonly PackedPanels packed = new();
    private readonly PackedPanels packedTransposed = new();

    /// <summary>A loss that has not been evaluated.</summary>
    /// <param name="users">Users of the model, the genuine ones first.</param>
    /// <param name="items">Items of the model.</param>
    /// <param name="rank">Its rank.</param>
    /// <param name="genuine">How many users are genuine.</param>
    /// <param name="targets">Columns of the targets, at least one.</param>
    public PushLoss(int users, int items, int rank, int genuine, IReadOnlyList<int> targets)
    {
        (this.genuine, this.targets) = (genuine, [.. targets]);
        (OfUsers, OfItems) = (new DenseMatrix(users, rank), new DenseMatrix(items, rank));
        (slopes, ofPanel) = (new DenseMatrix(Math.Min(Panel, genuine), items), new DenseMatrix(items, rank));
        product = new TransposedProduct(items, rank);
    }

    /// <summary>Derivatives by P: users × rank, those of fakes 0.</summary>
    public DenseMatrix OfUsers { get; }

    /// <summary>Derivatives by Q: items × rank.</summary>
    public DenseMatrix OfItems { get; }

    /// <summary>Evaluates a model, and overwrites the derivatives.</summary>
    /// <returns>The loss.</returns>
    public double Evaluate(FactorModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        OfUsers.Data.Clear();
        OfItems.Data.Clear();
        packedTransposed.PackTransposed(model.Items, 0, model.ItemCount);
        packed.Pack(model.Items);
        var loss = 0.0;
        for (var start = 0; start < genuine; start += Panel)
        {
            var rows = Math.Min(Panel, genuine - start);
            var users = new DenseMatrix(rows, model.Rank, model.Users.RowRange(start, start + rows).ToArray());
            loss += Slopes(users);
            // P̄ = D Q,  Q̄ = Dᵀ P
            Cores.ForEachChunk(
                rows,
                RowsPerChunk,
                chunk =>
                    DenseProducts.Multiply(
                        slopes.RowRange(chunk.Start, chunk.End),
                        chunk.Length,
                        packed,
                        OfUsers.RowRange(start + chunk.Start, start + chunk.End)
                    )
            );
            product.Compute(slopes, users, rows, ofPanel);
            Vectors.Axpy(1f, ofPanel.Data, OfItems.Data);
        }

        return loss;
    }

    // D = softmax(P Qᵀ) − 1/|T| in the columns of the targets; returns the loss of the panel.
    private double Slopes(DenseMatrix users)
    {
        var losses = new double[users.Rows];
        Cores.ForEachChunk(
            users.Rows,
            RowsPerChunk,
            chunk =>
            {
                DenseProducts.Multiply(
                    users.RowRange(chunk.Start, chunk.End),
                    chunk.Length,
                    packedTransposed,
                    slopes.RowRange(chunk.Start, chunk.End)
                );
                for (var u = chunk.Start; u < chunk.End; u++)
                    losses[u] = ToSlopes(slopes.Row(u));
            }
        );
        return losses.Sum();
    }

    private double ToSlopes(Span<float> scores)
    {
        TensorPrimitives.Subtract(scores, TensorPrimitives.Max<float>(scores), scores);
        var wanted = 0.0;
        foreach (var target in targets)
            wanted += scores[target];
        TensorPrimitives.Exp(scores, scores);
        var sum = TensorPrimitives.Sum<float>(scores);
        TensorPrimitives.Divide(scores, sum, scores);
        foreach (var target in targets)
            scores[target] -= 1f / targets.Length;
        return Math.Log(sum) - (wanted / targets.Length);
    }
}
