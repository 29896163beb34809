using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests;

/// <summary>The definitions, written out: what the fast code is held against.</summary>
internal static class Naive
{
    public static DenseMatrix Multiply(DenseMatrix a, DenseMatrix b)
    {
        var product = new DenseMatrix(a.Rows, b.Columns);
        for (var i = 0; i < a.Rows; i++)
        for (var j = 0; j < b.Columns; j++)
        {
            var sum = 0.0;
            for (var k = 0; k < a.Columns; k++)
                sum += (double)a[i, k] * b[k, j];
            product[i, j] = (float)sum;
        }

        return product;
    }

    public static DenseMatrix Transpose(DenseMatrix a)
    {
        var transposed = new DenseMatrix(a.Columns, a.Rows);
        for (var i = 0; i < a.Rows; i++)
        for (var j = 0; j < a.Columns; j++)
            transposed[j, i] = a[i, j];
        return transposed;
    }

    public static DenseMatrix Dense(CsrMatrix a)
    {
        var dense = new DenseMatrix(a.Rows, a.Columns);
        for (var r = 0; r < a.Rows; r++)
        for (var e = 0; e < a.CountOf(r); e++)
            dense[r, a.ColumnsOf(r)[e]] = a.ValuesOf(r)[e];
        return dense;
    }

    public static CsrMatrix Sparse(int rows, int columns, double density, ulong seed)
    {
        var random = new SeededRandom(seed);
        var entries = new List<(int, int, float)>();
        for (var r = 0; r < rows; r++)
        for (var c = 0; c < columns; c++)
        {
            if (random.NextDouble() < density)
                entries.Add((r, c, (float)random.NextGaussian()));
        }

        return CsrMatrix.FromEntries(rows, columns, entries);
    }

    public static DenseMatrix Identity(int size)
    {
        var identity = new DenseMatrix(size, size);
        for (var i = 0; i < size; i++)
            identity[i, i] = 1f;
        return identity;
    }
}
