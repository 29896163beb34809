using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Numerics.Tests.Matrices;

public class DenseMatrixTests
{
    private static readonly DenseMatrix Matrix = new(3, 2, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void SelectRows_ShouldGiveRowsInTheOrderAsked() => Matrix.SelectRows([2, 0, 2]).Data.ToArray().ShouldBe([5f, 6f, 1f, 2f, 5f, 6f]);

    [Fact]
    public void SelectRows_ShouldRefuseARowThatIsNotThere() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Matrix.SelectRows([3])).Message.ShouldContain("Row 3");
}
