using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Factorization.Wrmf;

/// <summary>The sparse coefficients C of one batch (batch rows × items), by row as they are computed and by item as they are used again.</summary>
internal sealed class ResidualBatch(int items)
{
    private readonly int[] itemStarts = new int[items + 1];
    private int[] rowStarts = [0];
    private int[] columns = [];
    private float[] coefficients = [];
    private (int Row, float C)[] byItem = [];
    private int rows;

    /// <summary>Takes over the pattern of the given rows of <paramref name="preferences"/>.</summary>
    public void Shape(CsrMatrix preferences, ReadOnlySpan<int> batch)
    {
        rows = batch.Length;
        if (rowStarts.Length <= rows)
            rowStarts = new int[rows + 1];
        for (var b = 0; b < rows; b++)
            rowStarts[b + 1] = rowStarts[b] + preferences.CountOf(batch[b]);
        if (columns.Length < rowStarts[rows])
        {
            columns = new int[rowStarts[rows]];
            coefficients = new float[rowStarts[rows]];
            byItem = new (int, float)[rowStarts[rows]];
        }

        for (var b = 0; b < rows; b++)
            preferences.ColumnsOf(batch[b]).CopyTo(columns.AsSpan(rowStarts[b]));
    }

    /// <summary>The coefficients of batch row <paramref name="b"/>, to be filled.</summary>
    public Span<float> CoefficientsOf(int b) => coefficients.AsSpan(rowStarts[b], rowStarts[b + 1] - rowStarts[b]);

    /// <summary>Batch row and coefficient of every entry in the column of <paramref name="item"/>, rows ascending.</summary>
    public ReadOnlySpan<(int Row, float C)> OfItem(int item) => byItem.AsSpan(itemStarts[item], itemStarts[item + 1] - itemStarts[item]);

    /// <summary>Transposes C by one counting pass.</summary>
    public void GroupByItem()
    {
        Array.Clear(itemStarts);
        var filled = columns.AsSpan(0, rowStarts[rows]);
        foreach (var item in filled)
            itemStarts[item]++;
        // Sums up to and including an item; filling from the back leaves the start of each item.
        for (var i = 1; i < itemStarts.Length; i++)
            itemStarts[i] += itemStarts[i - 1];
        for (var b = rows - 1; b >= 0; b--)
        for (var e = rowStarts[b + 1] - 1; e >= rowStarts[b]; e--)
            byItem[--itemStarts[columns[e]]] = (b, coefficients[e]);
    }
}
