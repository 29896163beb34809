using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.BadInput;

public class KernelBadInputTests
{
    private const int Bad = 3;

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void DenseProduct_ShouldBeSpoiltInTheRowOnly_WhenARowIsNotFinite(float value)
    {
        var a = DenseMatrix.Gaussian(20, 9, 1, new SeededRandom(1));
        a[Bad, 4] = value;

        var product = DenseProducts.Multiply(a, DenseMatrix.Gaussian(9, 21, 1, new SeededRandom(2)));

        for (var r = 0; r < 20; r++)
            AllFinite(product.Row(r)).ShouldBe(r != Bad);
    }

    [Fact]
    public void DenseProduct_ShouldBeSpoiltInTheColumnOnly_WhenAColumnIsNotFinite()
    {
        var b = DenseMatrix.Gaussian(9, 21, 1, new SeededRandom(2));
        b[4, Bad] = float.NaN;

        var product = DenseProducts.Multiply(DenseMatrix.Gaussian(20, 9, 1, new SeededRandom(1)), b).Transpose();

        for (var c = 0; c < 21; c++)
            AllFinite(product.Row(c)).ShouldBe(c != Bad);
    }

    [Fact]
    public void Gram_ShouldBeSpoiltInOneRowAndColumn_WhenAColumnIsNotFinite()
    {
        var a = DenseMatrix.Gaussian(600, 19, 1, new SeededRandom(1));
        a[520, Bad] = float.NaN;
        var gram = new DenseMatrix(19, 19);

        new Gram(19).OfColumns(a, gram);

        for (var i = 0; i < 19; i++)
        for (var j = 0; j < 19; j++)
            float.IsFinite(gram[i, j]).ShouldBe(i != Bad && j != Bad);
    }

    [Fact]
    public void SparseProduct_ShouldBeSpoiltWhereTheRowIsUsed_WhenARowIsNotFinite()
    {
        var v = DenseMatrix.Gaussian(4, 5, 1, new SeededRandom(1));
        v.Row(Bad).Fill(float.NaN);
        var x = CsrMatrix.FromEntries(3, 4, [(0, 0, 1f), (1, Bad, 1f), (2, 1, 1f)]);

        var product = SparseProducts.Multiply(x, v);

        Enumerable.Range(0, 3).Select(r => AllFinite(product.Row(r))).ShouldBe([true, false, true]);
    }

    [Theory]
    [InlineData(0, 4, 3)]
    [InlineData(4, 0, 3)]
    [InlineData(4, 3, 0)]
    public void Products_ShouldBeZerosOrEmpty_WhenADimensionIsZero(int rows, int depth, int columns)
    {
        DenseProducts.Multiply(new DenseMatrix(rows, depth), new DenseMatrix(depth, columns)).Data.ToArray().ShouldAllBe(x => x == 0f);
        var sparse = SparseProducts.Multiply(CsrMatrix.FromEntries(rows, depth, []), new DenseMatrix(depth, columns));
        (sparse.Rows, sparse.Columns).ShouldBe((rows, columns));
        var gram = new DenseMatrix(depth, depth);
        new Gram(depth).OfColumns(new DenseMatrix(rows, depth), gram);
        gram.Data.ToArray().ShouldAllBe(x => x == 0f);
    }

    [Fact]
    public void Products_ShouldBeRefused_WhenShapesDoNotFit()
    {
        var packed = new PackedPanels().Pack(new DenseMatrix(3, 2));

        Should
            .Throw<ArgumentException>(() => SparseProducts.Multiply(CsrMatrix.FromEntries(2, 3, []), new DenseMatrix(4, 2)))
            .ParamName.ShouldBe("v");
        Should.Throw<ArgumentException>(() => DenseProducts.Multiply(new DenseMatrix(2, 3), new DenseMatrix(4, 2))).ParamName.ShouldBe("b");
        Should.Throw<ArgumentException>(() => DenseProducts.Multiply(new float[5], 2, packed, new float[4])).ParamName.ShouldBe("a");
        Should.Throw<ArgumentException>(() => DenseProducts.Multiply(new float[6], 2, packed, new float[3])).ParamName.ShouldBe("c");
        Should.Throw<ArgumentOutOfRangeException>(() => DenseProducts.Multiply([], -1, packed, [])).ParamName.ShouldBe("rows");
    }

    [Fact]
    public void Gram_ShouldBeRefused_WhenShapesDoNotFit()
    {
        var gram = new Gram(3);

        Should.Throw<ArgumentOutOfRangeException>(() => new Gram(-1)).ParamName.ShouldBe("columns");
        Should.Throw<ArgumentException>(() => gram.OfColumns(new DenseMatrix(5, 4), new DenseMatrix(3, 3)));
        Should.Throw<ArgumentException>(() => gram.OfColumns(new DenseMatrix(5, 3), new DenseMatrix(3, 4)));
        Should.Throw<ArgumentOutOfRangeException>(() => gram.OfColumns(new DenseMatrix(5, 3), 6, new DenseMatrix(3, 3))).ParamName.ShouldBe("rows");
        Should.Throw<ArgumentOutOfRangeException>(() => gram.OfColumns(new DenseMatrix(5, 3), -1, new DenseMatrix(3, 3))).ParamName.ShouldBe("rows");
    }

    private static bool AllFinite(ReadOnlySpan<float> row)
    {
        foreach (var value in row)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }
}
