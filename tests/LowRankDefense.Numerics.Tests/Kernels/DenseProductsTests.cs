using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;

namespace LowRankDefense.Numerics.Tests.Kernels;

public class DenseProductsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 16, 16)]
    [InlineData(7, 5, 17)]
    [InlineData(13, 128, 128)]
    [InlineData(400, 33, 31)]
    [InlineData(5, 0, 3)]
    [InlineData(0, 4, 3)]
    public void Product_ShouldEqualTheDefinition_ForAnyShape(int rows, int depth, int columns)
    {
        var random = new SeededRandom(1);
        var a = DenseMatrix.Gaussian(rows, depth, 1, random);
        var b = DenseMatrix.Gaussian(depth, columns, 1, random);

        DenseProducts.Multiply(a, b).ShouldBeClose(Naive.Multiply(a, b));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(100, 5, 17)]
    [InlineData(1300, 33, 16)]
    [InlineData(9000, 7, 3)]
    [InlineData(0, 4, 3)]
    [InlineData(5, 0, 3)]
    public void TransposedProduct_ShouldEqualTheDefinition_ForAnyShape(int rows, int left, int right)
    {
        var random = new SeededRandom(1);
        var a = DenseMatrix.Gaussian(rows, left, 1, random);
        var b = DenseMatrix.Gaussian(rows, right, 1, random);

        DenseProducts.MultiplyTransposed(a, b).ShouldBeClose(Naive.Multiply(Naive.Transpose(a), b));
    }

    [Fact]
    public void Panels_ShouldForgetEarlierContents_WhenPackedAgain()
    {
        var random = new SeededRandom(2);
        var panels = new PackedPanels().Pack(DenseMatrix.Gaussian(9, 40, 1, random));
        var a = DenseMatrix.Gaussian(11, 9, 1, random);
        var b = DenseMatrix.Gaussian(7, 9, 1, random);
        var product = new DenseMatrix(11, 5);

        DenseProducts.Multiply(a.Data, 11, panels.PackTransposed(b, 1, 6), product.Data, scale: 2f);

        var expected = new DenseMatrix(11, 5);
        for (var i = 0; i < 11; i++)
        for (var j = 0; j < 5; j++)
            expected[i, j] = 2f * Vectors.Dot(a.Row(i), b.Row(j + 1));
        product.ShouldBeClose(expected);
    }

    [Fact]
    public void TransposedProduct_ShouldRefuse_WhenTheRowsDiffer() =>
        Should
            .Throw<ArgumentException>(() => DenseProducts.MultiplyTransposed(new DenseMatrix(2, 3), new DenseMatrix(4, 3)))
            .Message.ShouldContain("transpose of 2 × 3 times 4 × 3");

    [Fact]
    public void Product_ShouldRefuse_WhenShapesDoNotFit() =>
        Should
            .Throw<ArgumentException>(() => DenseProducts.Multiply(new DenseMatrix(2, 3), new DenseMatrix(4, 2)))
            .Message.ShouldContain("2 × 3 times 4 × 2");
}
