namespace LowRankDefense.Core.Reconstruction;

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
