using System.Runtime.InteropServices;

namespace LowRankDefense.Core.Reconstruction;

/// <summary>Keeps the strongest <c>limit</c> of a stream of cells, in memory for twice as many.</summary>
internal sealed class StrongestCells(int limit)
{
    private readonly List<Cell> kept = [];

    /// <summary>Cells at or below this value cannot enter any more. Below a full set it is 0: only positive cells count.</summary>
    public float Floor { get; private set; } = limit == 0 ? float.PositiveInfinity : 0f;

    /// <summary>Adds a cell whose value is at least <see cref="Floor"/>, or above 0 while the set is not full.</summary>
    public void Add(Cell cell)
    {
        kept.Add(cell);
        if (kept.Count >= 2L * limit)
            Prune();
    }

    /// <summary>Moves all cells of <paramref name="other"/> here; its floor stays, since what it has turned away has no place here either.</summary>
    public void TakeFrom(StrongestCells other)
    {
        foreach (var cell in other.kept)
            Add(cell);
        other.kept.Clear();
        other.Floor = Math.Max(other.Floor, Floor);
    }

    /// <summary>The strongest cells, by place.</summary>
    public ReadOnlySpan<Cell> Sorted()
    {
        Prune();
        kept.Sort(Cell.ByPlace);
        return CollectionsMarshal.AsSpan(kept);
    }

    private void Prune()
    {
        if (kept.Count < limit || limit == 0)
            return;
        kept.Sort(Cell.ByStrength);
        kept.RemoveRange(limit, kept.Count - limit);
        // Cells of exactly this value may still come before the last one kept, by their place.
        Floor = kept[^1].Value;
    }
}

/// <summary>A value at a place of the users × items matrix.</summary>
internal readonly record struct Cell(int Row, int Column, float Value)
{
    /// <summary>Stronger cells first; of equal ones the earlier row, then the earlier column. No two cells are equal in it.</summary>
    public static int ByStrength(Cell a, Cell b)
    {
        var order = b.Value.CompareTo(a.Value);
        return order != 0 ? order : ByPlace(a, b);
    }

    /// <summary>By row, then by column.</summary>
    public static int ByPlace(Cell a, Cell b) => a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column);
}
