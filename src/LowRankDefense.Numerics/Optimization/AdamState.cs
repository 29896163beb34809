using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Optimization;

/// <summary>Where <see cref="Adam"/> stands between two steps.</summary>
/// <param name="rows">Rows of the parameters, 0 or more.</param>
/// <param name="columns">Columns of the parameters, 0 or more.</param>
public sealed class AdamState(int rows, int columns)
{
    /// <summary>p: rows × columns.</summary>
    public DenseMatrix Parameters { get; } = new(rows, columns);

    /// <summary>m: rows × columns.</summary>
    public DenseMatrix First { get; } = new(rows, columns);

    /// <summary>v: rows × columns.</summary>
    public DenseMatrix Second { get; } = new(rows, columns);

    /// <summary>Steps done.</summary>
    public int Step { get; internal set; }
}
