using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Kernels;

/// <summary>AᵀA of tall matrices on all cores; owns its scratch, so that a training loop allocates nothing.</summary>
/// <remarks>
/// Only the tiles that touch the upper triangle are computed, as for BLAS <c>syrk</c>; the lower one is mirrored. One instance serves one caller
/// at a time. A column with an entry that is not finite spoils its row and column of the result, and no other place.
/// </remarks>
/// <param name="columns">Columns of the matrices to come, 0 or more; the order of the result.</param>
public sealed class Gram(int columns)
{
    private readonly int columns =
        columns >= 0 ? columns : throw new ArgumentOutOfRangeException(nameof(columns), columns, "A matrix has 0 columns or more.");
    private readonly TransposedProduct product = new(columns, columns, upperOnly: true);

    /// <summary>Overwrites <paramref name="gram"/> (columns × columns) by AᵀA.</summary>
    /// <param name="a">A: rows × columns.</param>
    /// <param name="gram">Takes the result.</param>
    public void OfColumns(DenseMatrix a, DenseMatrix gram)
    {
        ArgumentNullException.ThrowIfNull(a);
        OfColumns(a, a.Rows, gram);
    }

    /// <summary>As above, for the first <paramref name="rows"/> rows of A; the later ones are not looked at.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or A has fewer rows.</exception>
    public void OfColumns(DenseMatrix a, int rows, DenseMatrix gram)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(gram);
        if (a.Columns != columns || gram.Rows != columns || gram.Columns != columns)
            throw new ArgumentException(
                $"A has {a.Columns} columns and the result is {gram.Rows} × {gram.Columns}; {columns} are expected.",
                nameof(a)
            );
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, a.Rows);
        product.Compute(a, a, rows, gram);
        for (var i = 0; i < columns; i++)
        for (var j = i + 1; j < columns; j++)
            gram[j, i] = gram[i, j];
    }
}
