using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Tests.Matrices;

public class CsrMatrixTests
{
    private static readonly CsrMatrix Matrix = CsrMatrix.FromEntries(2, 3, [(0, 1, 1f), (1, 0, 2f), (1, 2, 3f)]);

    [Fact]
    public void WithValues_ShouldKeepThePattern()
    {
        var other = Matrix.WithValues([7, 8, 9]);

        other.ColumnsOf(1).ToArray().ShouldBe([0, 2]);
        other.ValuesOf(1).ToArray().ShouldBe([8f, 9f]);
        Matrix.ValuesOf(1).ToArray().ShouldBe([2f, 3f]);
    }

    [Fact]
    public void Emptying_ShouldLeaveTheOtherRowsAsTheyAreAndWhereTheyAre()
    {
        var emptied = Matrix.Emptying([1, 1]);

        (emptied.Rows, emptied.Columns, emptied.CountOf(1)).ShouldBe((Matrix.Rows, Matrix.Columns, 0));
        foreach (var row in Enumerable.Range(0, Matrix.Rows).Where(r => r != 1))
        {
            emptied.ColumnsOf(row).ToArray().ShouldBe(Matrix.ColumnsOf(row).ToArray());
            emptied.ValuesOf(row).ToArray().ShouldBe(Matrix.ValuesOf(row).ToArray());
        }

        emptied.NonZeros.ShouldBe(Matrix.NonZeros - Matrix.CountOf(1));
        Matrix.CountOf(1).ShouldBeGreaterThan(0);
        Should.Throw<ArgumentOutOfRangeException>(() => Matrix.Emptying([2])).Message.ShouldContain("Row 2 is not one of the 2");
    }

    [Fact]
    public void Binarized_ShouldBeOneInTheSameCells_AndLeaveTheMatrixAsItIs()
    {
        var before = Matrix.Values.ToArray();

        var binarized = Matrix.Binarized();

        binarized.ColumnIndices.ToArray().ShouldBe(Matrix.ColumnIndices.ToArray());
        binarized.RowStarts.ToArray().ShouldBe(Matrix.RowStarts.ToArray());
        binarized.Values.ToArray().ShouldAllBe(v => v == 1f);
        Matrix.Values.ToArray().ShouldBe(before);
    }

    [Fact]
    public void WithValues_ShouldRefuseWhatDoesNotFit()
    {
        Should.Throw<ArgumentException>(() => Matrix.WithValues([1, 2])).Message.ShouldContain("2 values");
        Should.Throw<ArgumentException>(() => Matrix.WithValues([1, 2, float.NaN])).Message.ShouldContain("Value 2");
    }
}
