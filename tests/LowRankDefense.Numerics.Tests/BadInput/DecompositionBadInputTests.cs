using LowRankDefense.Numerics.Decompositions;
using LowRankDefense.Numerics.Decompositions.Eigen;
using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Orthogonal;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Numerics.Tests.BadInput;

public class DecompositionBadInputTests
{
    public static TheoryData<RandomizedSvdOptions, string> OutOfRange =>
        new()
        {
            {
                new RandomizedSvdOptions { Rank = 0 },
                "Rank is 0"
            },
            {
                new RandomizedSvdOptions { Rank = -3 },
                "Rank is -3"
            },
            {
                new RandomizedSvdOptions { Rank = 2, Oversampling = -1 },
                "Oversampling is -1"
            },
            {
                new RandomizedSvdOptions { Rank = 2, PowerIterations = 21 },
                "PowerIterations is 21"
            },
        };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Svd_ShouldNameTheOption_WhenItIsOutOfRange(RandomizedSvdOptions options, string named) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() => RandomizedSvd.Compute(Naive.Sparse(9, 8, 0.5, seed: 1), options, new SeededRandom(1)))
            .Message.ShouldContain(named);

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    [InlineData(4, 9)]
    public void Svd_ShouldBeRefused_WhenTheRankExceedsADimension(int rows, int columns) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                RandomizedSvd.Compute(CsrMatrix.FromEntries(rows, columns, []), new RandomizedSvdOptions { Rank = 5 }, new SeededRandom(1))
            )
            .Message.ShouldContain($"{rows} × {columns}");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Svd_ShouldGiveZerosAndOrthonormalVectors_WhenTheMatrixIsZero(bool centred)
    {
        var options = new RandomizedSvdOptions { Rank = 4, Centred = centred };

        var svd = RandomizedSvd.Compute(CsrMatrix.FromEntries(12, 9, []), options, new SeededRandom(1));

        svd.SingularValues.ShouldAllBe(s => s == 0f);
        ShouldBeOrthonormal(svd.Left);
        ShouldBeOrthonormal(svd.Right);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Svd_ShouldBreakDown_WhenAProductIsNotFinite(float value) =>
        Should.Throw<NumericalBreakdownException>(() =>
            RandomizedSvd.Compute(new Constant(value), new RandomizedSvdOptions { Rank = 2 }, new SeededRandom(1))
        );

    [Fact]
    public void Svd_ShouldBreakDown_WhenValuesOverflow()
    {
        var huge = CsrMatrix.FromEntries(3, 3, [(0, 0, 3e38f), (0, 1, 3e38f), (0, 2, 3e38f), (1, 1, 3e38f), (2, 0, 3e38f)]);

        Should.Throw<NumericalBreakdownException>(() => RandomizedSvd.Compute(huge, new RandomizedSvdOptions { Rank = 2 }, new SeededRandom(1)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Eigenvalues_ShouldNameTheRow_WhenTheLowerTriangleIsNotFinite(double value)
    {
        foreach (var at in new[] { 0, 3, 8 })
        {
            var a = new double[9];
            a[at] = value;
            Should.Throw<NumericalBreakdownException>(() => SymmetricEigen.Largest(a, 3, 1)).Message.ShouldContain($"Row {at / 3}");
        }
    }

    [Fact]
    public void Eigenvalues_ShouldNotLookAtTheUpperTriangle()
    {
        var (values, _) = SymmetricEigen.Largest([2.0, double.NaN, 0.0, 1.0], 2, 2);

        values.ShouldBe([2.0, 1.0]);
    }

    [Fact]
    public void Eigenvalues_ShouldBeRefused_WhenOrderOrCountIsImpossible()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SymmetricEigen.Largest(new double[9], 3, 4)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => SymmetricEigen.Largest(new double[9], 3, -1)).ParamName.ShouldBe("count");
        Should.Throw<ArgumentOutOfRangeException>(() => SymmetricEigen.Largest(new double[9], -3, -3)).ParamName.ShouldBe("order");
        Should.Throw<ArgumentException>(() => SymmetricEigen.Largest(new double[8], 3, 1)).ParamName.ShouldBe("a");
        SymmetricEigen.Largest([], 0, 0).Values.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Basis_ShouldBreakDown_WhenAColumnIsNotFinite(float value)
    {
        var y = DenseMatrix.Gaussian(10, 3, 1, new SeededRandom(1));
        y[4, 2] = value;

        Should.Throw<NumericalBreakdownException>(() => Orthonormalizer.Orthonormalize(y, new SeededRandom(1))).Message.ShouldContain("10 × 3");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    public void Basis_ShouldBeOrthonormal_WhenTheColumnsAreZeroOrNone(int rows, int columns)
    {
        var y = new DenseMatrix(rows, columns);

        Orthonormalizer.Orthonormalize(y, new SeededRandom(1));

        ShouldBeOrthonormal(y);
    }

    [Theory]
    [InlineData(new[] { double.NaN, 0.0, 0.0, 1.0 })]
    [InlineData(new[] { 1.0, double.NaN, 0.0, 1.0 })]
    [InlineData(new[] { 1.0, double.PositiveInfinity, 0.0, 1.0 })]
    [InlineData(new[] { double.PositiveInfinity, 0.0, 0.0, 1.0 })]
    [InlineData(new[] { 1.0, 2.0, 0.0, 1.0 })]
    [InlineData(new[] { 0.0, 0.0, 0.0, 0.0 })]
    [InlineData(new[] { -1.0, 0.0, 0.0, 1.0 })]
    public void Factor_ShouldNotExist_WhenTheMatrixIsNotPositiveDefinite(double[] a) => Cholesky.TryFactorUpper(a, 2).ShouldBeFalse();

    [Fact]
    public void Factor_ShouldBeRefused_WhenShapesDoNotFit()
    {
        Should.Throw<ArgumentException>(() => Cholesky.TryFactorUpper(new double[3], 2)).ParamName.ShouldBe("a");
        Should.Throw<ArgumentOutOfRangeException>(() => Cholesky.TryFactorUpper(new double[4], -2)).ParamName.ShouldBe("n");
        Should.Throw<ArgumentException>(() => Cholesky.SolveUpper(new double[3], 2, new double[2])).ParamName.ShouldBe("upper");
        Should.Throw<ArgumentException>(() => Cholesky.SolveUpper(new double[4], 2, new double[3])).ParamName.ShouldBe("b");
        Cholesky.TryFactorUpper([], 0).ShouldBeTrue();
    }

    private static void ShouldBeOrthonormal(DenseMatrix columns)
    {
        var gram = Naive.Multiply(Naive.Transpose(columns), columns);
        for (var i = 0; i < gram.Rows; i++)
        for (var j = 0; j < gram.Columns; j++)
            gram[i, j].ShouldBe(i == j ? 1f : 0f, 1e-5);
    }

    private sealed class Constant(float value) : ILinearOperator
    {
        public int Rows => 6;

        public int Columns => 5;

        public DenseMatrix Multiply(DenseMatrix v) => Filled(Rows, v.Columns);

        public DenseMatrix MultiplyTransposed(DenseMatrix u) => Filled(Columns, u.Columns);

        private DenseMatrix Filled(int rows, int columns)
        {
            var filled = new DenseMatrix(rows, columns);
            filled.Data.Fill(value);
            return filled;
        }
    }
}
