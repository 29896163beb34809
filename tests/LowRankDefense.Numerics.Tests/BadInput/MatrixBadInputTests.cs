using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.BadInput;

public class MatrixBadInputTests
{
    public static TheoryData<float> NotFinite => [float.NaN, float.PositiveInfinity, float.NegativeInfinity];

    [Theory]
    [MemberData(nameof(NotFinite))]
    public void Entries_ShouldBeRefused_WhenAValueIsNotFinite(float value) =>
        Should.Throw<ArgumentException>(() => CsrMatrix.FromEntries(2, 3, [(0, 0, 1f), (1, 2, value)])).Message.ShouldContain("(1, 2)");

    [Theory]
    [MemberData(nameof(NotFinite))]
    public void Arrays_ShouldBeRefused_WhenAValueIsNotFinite(float value)
    {
        var error = Should.Throw<ArgumentException>(() => CsrMatrix.FromArrays(2, 3, [0, 1, 2], [0, 2], [1f, value]));

        error.Message.ShouldContain("(1, 2)");
        error.ParamName.ShouldBe("values");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(2, 3)]
    public void Entries_ShouldBeRefused_WhenAPlaceLiesOutside(int row, int column) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CsrMatrix.FromEntries(2, 3, [(row, column, 1f)])).ParamName.ShouldBe("entries");

    [Fact]
    public void LastEntry_ShouldBeKept_WhenAPlaceIsGivenTwice()
    {
        var matrix = CsrMatrix.FromEntries(1, 3, [(0, 2, 1f), (0, 1, 5f), (0, 2, 7f)]);

        matrix.ColumnIndices.ToArray().ShouldBe([1, 2]);
        matrix.Values.ToArray().ShouldBe([5f, 7f]);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, new[] { 0, 1, 2 }, 3)] // one row too many
    [InlineData(new[] { 1, 1, 3 }, new[] { 0, 1, 2 }, 3)] // does not start at 0
    [InlineData(new[] { 0, 4, 3 }, new[] { 0, 1, 2 }, 3)] // runs past the end and back
    [InlineData(new[] { 0, -1, 3 }, new[] { 0, 1, 2 }, 3)] // runs before the start
    [InlineData(new[] { 0, 2, 3 }, new[] { 1, 1, 2 }, 3)] // a column twice
    [InlineData(new[] { 0, 2, 3 }, new[] { 1, 0, 2 }, 3)] // descending
    [InlineData(new[] { 0, 2, 3 }, new[] { 0, 3, 2 }, 3)] // outside
    [InlineData(new[] { 0, 2, 3 }, new[] { -1, 1, 2 }, 3)] // negative
    [InlineData(new[] { 0, 2, 3 }, new[] { 0, 1, 2 }, 2)] // a value missing
    public void Arrays_ShouldBeRefused_WhenTheyAreNotOneMatrix(int[] starts, int[] columns, int values) =>
        Should.Throw<ArgumentException>(() => CsrMatrix.FromArrays(2, 3, starts, columns, new float[values]));

    [Fact]
    public void Arrays_ShouldBeRefused_WhenRowStartsDescendBetweenRows() =>
        Should.Throw<ArgumentException>(() => CsrMatrix.FromArrays(3, 3, [0, 3, 1, 3], [0, 1, 2], new float[3])).Message.ShouldContain("Row 1");

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, -1)]
    [InlineData(-2, -3)]
    public void Shape_ShouldBeRefused_WhenItIsNegative(int rows, int columns)
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CsrMatrix.FromEntries(rows, columns, []));
        Should.Throw<ArgumentOutOfRangeException>(() => CsrMatrix.FromArrays(rows, columns, [0], [], []));
        Should.Throw<ArgumentOutOfRangeException>(() => new DenseMatrix(rows, columns));
        Should.Throw<ArgumentOutOfRangeException>(() => new DenseMatrix(rows, columns, new float[6]));
    }

    [Fact]
    public void Shape_ShouldBeRefused_WhenNoArrayHoldsIt() => Should.Throw<ArgumentOutOfRangeException>(() => new DenseMatrix(1 << 17, 1 << 17));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    [InlineData(4, 5)]
    public void Matrix_ShouldBeUsable_WhenItIsEmpty(int rows, int columns)
    {
        var empty = CsrMatrix.FromEntries(rows, columns, []);

        (empty.Transpose().Rows, empty.Transpose().Columns, empty.NonZeros).ShouldBe((columns, rows, 0));
        empty.StackAbove(empty).Rows.ShouldBe(2 * rows);
        empty.SelectRows([]).Rows.ShouldBe(0);
    }

    [Fact]
    public void EmptyRowsAndColumns_ShouldSurviveTransposition()
    {
        var matrix = CsrMatrix.FromEntries(4, 3, [(2, 1, 5f)]);

        var twice = matrix.Transpose().Transpose();

        twice.RowStarts.ToArray().ShouldBe(matrix.RowStarts.ToArray());
        (twice.ColumnsOf(2)[0], twice.ValuesOf(2)[0], twice.CountOf(0)).ShouldBe((1, 5f, 0));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Selection_ShouldBeRefused_WhenThereIsNoSuchRow(int row) =>
        Should.Throw<ArgumentOutOfRangeException>(() => CsrMatrix.FromEntries(2, 2, []).SelectRows([0, row])).Message.ShouldContain($"Row {row}");

    [Fact]
    public void Stacking_ShouldBeRefused_WhenWidthsDiffer() =>
        Should
            .Throw<ArgumentException>(() => CsrMatrix.FromEntries(1, 2, []).StackAbove(CsrMatrix.FromEntries(1, 3, [])))
            .ParamName.ShouldBe("below");

    [Fact]
    public void DenseMatrix_ShouldBeRefused_WhenTheDataDoNotFillIt()
    {
        Should.Throw<ArgumentException>(() => new DenseMatrix(2, 3, new float[5])).Message.ShouldContain("2 × 3");
        Should.Throw<ArgumentOutOfRangeException>(() => new DenseMatrix(2, 3).FirstColumns(4));
        Should.Throw<ArgumentOutOfRangeException>(() => new DenseMatrix(2, 3).FirstColumns(-1));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Gaussian_ShouldBeRefused_WhenTheDeviationIsNone(double deviation) =>
        Should.Throw<ArgumentOutOfRangeException>(() => DenseMatrix.Gaussian(1, 1, deviation, new SeededRandom(1))).ParamName.ShouldBe("deviation");
}
