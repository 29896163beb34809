using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions.Svd;

/// <summary>The leading singular triplets of a matrix A or, where the column means are not zero, of A − 1 μᵀ.</summary>
/// <param name="Left">U: rows × k, orthonormal columns.</param>
/// <param name="SingularValues">σ₁ ≥ … ≥ σ_k ≥ 0.</param>
/// <param name="Right">V: columns × k, orthonormal columns; of each the entry of largest size is positive.</param>
/// <param name="ColumnMeans">μ, length columns; zeros where nothing was centred.</param>
public sealed record TruncatedSvd(DenseMatrix Left, float[] SingularValues, DenseMatrix Right, float[] ColumnMeans)
{
    /// <summary>k, the number of triplets.</summary>
    public int Rank => SingularValues.Length;
}
