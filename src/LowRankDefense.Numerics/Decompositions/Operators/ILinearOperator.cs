using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Decompositions.Operators;

/// <summary>A matrix A that is known by its products only.</summary>
public interface ILinearOperator
{
    /// <summary>Rows of A.</summary>
    int Rows { get; }

    /// <summary>Columns of A.</summary>
    int Columns { get; }

    /// <summary>A V, for V of columns × k: rows × k.</summary>
    DenseMatrix Multiply(DenseMatrix v);

    /// <summary>Aᵀ U, for U of rows × k: columns × k.</summary>
    DenseMatrix MultiplyTransposed(DenseMatrix u);
}
