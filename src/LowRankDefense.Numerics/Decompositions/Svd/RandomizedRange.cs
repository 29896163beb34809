using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Decompositions.Svd;

/// <summary>An orthonormal basis of the leading range of a matrix, for ranks of thousands.</summary>
/// <remarks>
/// Halko, Martinsson &amp; Tropp (SIAM Review 2011), algorithm 4.4: A ≈ Q QᵀA. The singular vectors within the range are not told apart,
/// which a projection has no need of; <see cref="RandomizedSvd"/> does that for ranks of tens and hundreds.
/// </remarks>
public static class RandomizedRange
{
    private const int PanelColumns = 128;

    /// <summary>Q: rows × rank with orthonormal columns.</summary>
    /// <param name="a">A.</param>
    /// <param name="rank">Columns wanted, 1 .. the smaller dimension.</param>
    /// <param name="powerIterations">Multiplications by A Aᵀ that sharpen the range; 0 or more.</param>
    /// <param name="random">Source of the sketch; one seed gives one result, whatever the number of cores.</param>
    /// <param name="cancel">Stops between products.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rank exceeds the smaller dimension.</exception>
    public static DenseMatrix Find(ILinearOperator a, int rank, int powerIterations, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(powerIterations);
        var smaller = Math.Min(a.Rows, a.Columns);
        if (rank < 1 || rank > smaller)
            throw new ArgumentOutOfRangeException(nameof(rank), $"The rank is {rank}, but a {a.Rows} × {a.Columns} matrix has ranks 1 .. {smaller}.");

        // Y = A Ω,  then (A Aᵀ)^q Y with orthonormalization between
        var q = Panels(rank, width => a.Multiply(DenseMatrix.Gaussian(a.Columns, width, 1.0, random)), cancel);
        BlockGramSchmidt.Orthonormalize(q, random);
        for (var i = 0; i < powerIterations; i++)
        {
            var w = Array.ConvertAll(q, panel => Product(a.MultiplyTransposed, panel, cancel));
            BlockGramSchmidt.Orthonormalize(w, random);
            q = Array.ConvertAll(w, panel => Product(a.Multiply, panel, cancel));
            BlockGramSchmidt.Orthonormalize(q, random);
        }

        return SideBySide(q);
    }

    private static DenseMatrix[] Panels(int rank, Func<int, DenseMatrix> panel, CancellationToken cancel)
    {
        var panels = new DenseMatrix[(rank + PanelColumns - 1) / PanelColumns];
        for (var p = 0; p < panels.Length; p++)
        {
            cancel.ThrowIfCancellationRequested();
            panels[p] = panel(Math.Min(PanelColumns, rank - (p * PanelColumns)));
        }

        return panels;
    }

    private static DenseMatrix Product(Func<DenseMatrix, DenseMatrix> multiply, DenseMatrix panel, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return multiply(panel);
    }

    private static DenseMatrix SideBySide(DenseMatrix[] panels)
    {
        var all = new DenseMatrix(panels[0].Rows, panels.Sum(p => p.Columns));
        for (var r = 0; r < all.Rows; r++)
        {
            var at = 0;
            foreach (var panel in panels)
            {
                panel.Row(r).CopyTo(all.Row(r)[at..]);
                at += panel.Columns;
            }
        }

        return all;
    }
}
