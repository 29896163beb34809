using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization;

/// <summary>Moves learnt factors into the space of the leading singular vectors of the interactions: A' = U_k U_kᵀ A, B' = V_k V_kᵀ B.</summary>
/// <remarks>Entezari &amp; Papalexakis, §III-B3. The projectors (users × users, items × items) are never formed: O((users + items) × k × rank).</remarks>
public static class LowRankTransformation
{
    /// <summary>Transforms the factors that were learnt from <paramref name="x"/>, fakes and all; the rows of genuine users are used afterwards.</summary>
    /// <param name="model">A: users × rank, B: items × rank.</param>
    /// <param name="x">users × items, what the model was trained on or its reconstruction.</param>
    /// <param name="rank">k, 1 .. the smaller dimension of <paramref name="x"/>.</param>
    /// <param name="random">Source of the sketch of the singular value decomposition.</param>
    /// <exception cref="ArgumentException">The shapes of model and matrix differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rank exceeds the smaller dimension of <paramref name="x"/>.</exception>
    public static FactorModel Apply(FactorModel model, CsrMatrix x, int rank, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Apply(model, RandomizedSvd.Compute(x, new RandomizedSvdOptions { Rank = rank }, random));
    }

    /// <summary>As above, with the singular vectors at hand.</summary>
    /// <param name="model">A: users × rank, B: items × rank.</param>
    /// <param name="space">U: users × k, V: items × k.</param>
    public static FactorModel Apply(FactorModel model, TruncatedSvd space)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(space);
        if (space.Left.Rows != model.UserCount || space.Right.Rows != model.ItemCount)
        {
            throw new ArgumentException(
                $"Singular vectors of {space.Left.Rows} users × {space.Right.Rows} items do not go with a model of {model.UserCount} × {model.ItemCount}.",
                nameof(space)
            );
        }

        return new FactorModel(Project(space.Left, model.Users), Project(space.Right, model.Items))
        {
            Offset = model.Offset,
            Version = model.Version,
        };
    }

    // U (Uᵀ A), both products over the rows of U, on all cores
    private static DenseMatrix Project(DenseMatrix basis, DenseMatrix factors) =>
        DenseProducts.Multiply(basis, DenseProducts.MultiplyTransposed(basis, factors));
}
