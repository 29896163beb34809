using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Takes the reconstructed rows of patches: observed cells go to their place, of the others the strongest are kept. One per thread.</summary>
internal sealed class PatchWriter(CsrMatrix x, float[] observed, float highest, StrongestCells newCells)
{
    private readonly float[] rowOfZeros = new float[x.Columns];
    private float[] scratch = [];

    /// <summary>The matrix that is reconstructed.</summary>
    public CsrMatrix X => x;

    /// <summary>Unobserved cells, strongest kept.</summary>
    public StrongestCells NewCells => newCells;

    /// <summary>Gram matrices of rows of X.</summary>
    public SparseGram Gram { get; } = new(x.Columns);

    /// <summary>A row of zeros, one per column of X, to be filled and given back to <see cref="WriteRow"/>, which leaves zeros again.</summary>
    public Span<float> Row => rowOfZeros;

    /// <summary>At least <paramref name="length"/> values of scratch, with any content; the same memory at every call.</summary>
    public Span<float> Scratch(int length)
    {
        if (scratch.Length < length)
            scratch = new float[length];
        return scratch;
    }

    /// <summary>Writes one observed cell.</summary>
    /// <param name="entry">Index among the entries of X.</param>
    /// <param name="value">Its reconstructed value.</param>
    public void WriteObserved(int entry, float value) => observed[entry] = Math.Clamp(value, 0f, highest);

    /// <summary>Writes the observed cells of row <paramref name="row"/> as they are.</summary>
    public void WriteUnchanged(int row)
    {
        for (var e = x.RowStarts[row]; e < x.RowStarts[row + 1]; e++)
            WriteObserved(e, x.Values[e]);
    }

    /// <summary>Whether cells that were not observed are asked for at all.</summary>
    public bool WantsNewCells => !float.IsPositiveInfinity(newCells.Floor);

    /// <summary>Writes the whole row <paramref name="row"/> of X from <see cref="Row"/>, and clears that.</summary>
    public void WriteRow(int row)
    {
        WriteCells(row, 0, rowOfZeros);
        Array.Clear(rowOfZeros);
    }

    /// <summary>Writes a run of cells of row <paramref name="row"/>, observed ones and others.</summary>
    /// <param name="row">Row of X.</param>
    /// <param name="firstColumn">Column of the first cell.</param>
    /// <param name="cells">The reconstructed values; those of observed cells are set to 0.</param>
    public void WriteCells(int row, int firstColumn, Span<float> cells)
    {
        var columns = x.ColumnsOf(row);
        var e = columns.BinarySearch(firstColumn);
        for (e = e < 0 ? ~e : e; e < columns.Length && columns[e] < firstColumn + cells.Length; e++)
        {
            ref var cell = ref cells[columns[e] - firstColumn];
            WriteObserved(x.RowStarts[row] + e, cell);
            cell = 0f;
        }

        if (WantsNewCells)
            OfferCells(row, firstColumn, cells);
    }

    /// <summary>Offers a cell that was not observed.</summary>
    public void Offer(int row, int column, float value)
    {
        if (value > 0f && value >= newCells.Floor)
            newCells.Add(new Cell(row, column, Math.Min(value, highest)));
    }

    private void OfferCells(int row, int firstColumn, ReadOnlySpan<float> cells)
    {
        var i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(cells);
            for (; i + Vector256<float>.Count <= cells.Length; i += Vector256<float>.Count)
            {
                var values = Vector256.LoadUnsafe(ref first, (nuint)i);
                var high =
                    Vector256.GreaterThan(values, Vector256<float>.Zero) & Vector256.GreaterThanOrEqual(values, Vector256.Create(newCells.Floor));
                for (var bits = high.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    var at = i + System.Numerics.BitOperations.TrailingZeroCount(bits);
                    Offer(row, firstColumn + at, cells[at]);
                }
            }
        }

        for (; i < cells.Length; i++)
            Offer(row, firstColumn + i, cells[i]);
    }
}
