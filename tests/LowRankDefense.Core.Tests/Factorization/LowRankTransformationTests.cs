using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;
using LowRankDefense.TestKit.Recommendations;
using MathNet.Numerics.LinearAlgebra;
using CsrMatrix = LowRankDefense.Numerics.Matrices.CsrMatrix;
using DenseMatrix = LowRankDefense.Numerics.Matrices.DenseMatrix;

namespace LowRankDefense.Core.Tests.Factorization;

public class LowRankTransformationTests
{
    private static readonly FactorModel Model = FactorModel.Gaussian(60, 40, 5, 1, new SeededRandom(1)) with { Offset = 3f, Version = "v" };

    [Fact]
    public void Factors_ShouldStayAsTheyAre_WhenTheSpaceIsTheWholeSpaceOfItems()
    {
        var moved = LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 40, new SeededRandom(1));

        moved.Items.ShouldBeClose(Model.Items, 1e-4);
        (moved.Offset, moved.Version).ShouldBe((3f, "v"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public void Factors_ShouldBeProjectedAsDefined_OnTheDenseProjectors(int rank)
    {
        // P_a = U_k U_kᵀ and P_b = V_k V_kᵀ, formed, from the full decomposition of the dense matrix
        var x = SeparateTastes.Ratings();
        var svd = Dense(x).Svd();
        var (u, v) = (svd.U.SubMatrix(0, x.Rows, 0, rank), svd.VT.Transpose().SubMatrix(0, x.Columns, 0, rank));
        var space = new TruncatedSvd(Single(u), [.. svd.S.Take(rank).Select(s => (float)s)], Single(v), new float[x.Columns]);

        var moved = LowRankTransformation.Apply(Model, space);

        moved.Users.ShouldBeClose(Single(u * u.Transpose() * Double(Model.Users)), 1e-5);
        moved.Items.ShouldBeClose(Single(v * v.Transpose() * Double(Model.Items)), 1e-5);
    }

    [Fact]
    public void Space_ShouldBeThatOfTheLeadingSingularVectors_OfTheInteractions()
    {
        // Of rank 4 exactly, so that the leading vectors leave nothing out and the sketch nothing open
        var random = new SeededRandom(4);
        var (left, right) = (DenseMatrix.Gaussian(60, 4, 1, random), DenseMatrix.Gaussian(4, 40, 1, random));
        var dense = Double(left) * Double(right);
        var x = CsrMatrix.FromEntries(60, 40, [.. dense.EnumerateIndexed().Select(c => (c.Item1, c.Item2, (float)c.Item3))]);
        var u = dense.Svd().U.SubMatrix(0, 60, 0, 4);

        var moved = LowRankTransformation.Apply(Model, x, 4, new SeededRandom(1));

        moved.Users.ShouldBeClose(Single(u * u.Transpose() * Double(Model.Users)), 1e-4);
    }

    [Fact]
    public void Transformation_ShouldHaveTheSameBits_OnAnyNumberOfCores()
    {
        var (model, space) = Large(12_000);
        var many = LowRankTransformation.Apply(model, space).Users.Data.ToArray();
        using var limit = Cores.Limit(1);

        LowRankTransformation.Apply(model, space).Users.Data.ToArray().ShouldBe(many);
    }

    /// <summary>Uᵀ was formed, and UᵀA cut into chunks of its few rows: one core did all the work.</summary>
    [Fact]
    public void Transformation_ShouldNeedNoCopyOfTheVectors_NorOfTheFactors()
    {
        var (model, space) = Large(20_000);
        using var limit = Cores.Limit(1);
        LowRankTransformation.Apply(model, space);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var moved = LowRankTransformation.Apply(model, space);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBeLessThan(sizeof(float) * (moved.Users.Data.Length + moved.Items.Data.Length) * 3L / 2);
    }

    [Fact]
    public void Transformation_ShouldDoNothingMore_TheSecondTime()
    {
        var once = LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 7, new SeededRandom(1));

        var twice = LowRankTransformation.Apply(once, SeparateTastes.Ratings(), 7, new SeededRandom(1));

        twice.Users.ShouldBeClose(once.Users, 1e-4);
        twice.Items.ShouldBeClose(once.Items, 1e-4);
    }

    [Fact]
    public void Factors_ShouldNotGrow()
    {
        var moved = LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 7, new SeededRandom(1));

        moved.Users.Data.ToArray().Sum(v => v * v).ShouldBeLessThan(Model.Users.Data.ToArray().Sum(v => v * v));
    }

    [Fact]
    public void Matrix_ShouldBeRefused_WhenItIsNotThatOfTheModel() =>
        Should
            .Throw<ArgumentException>(() =>
                LowRankTransformation.Apply(FactorModel.Gaussian(3, 3, 2, 1, new SeededRandom(1)), SeparateTastes.Ratings(), 2, new SeededRandom(1))
            )
            .ParamName.ShouldBe("space");

    [Fact]
    public void Rank_ShouldBeRefused_AboveTheDimensions() =>
        Should.Throw<ArgumentOutOfRangeException>(() => LowRankTransformation.Apply(Model, SeparateTastes.Ratings(), 41, new SeededRandom(1)));

    private static (FactorModel Model, TruncatedSvd Space) Large(int users)
    {
        var random = new SeededRandom(9);
        var model = FactorModel.Gaussian(users, 50, 16, 1, random);
        return (
            model,
            new TruncatedSvd(DenseMatrix.Gaussian(users, 16, 1, random), new float[16], DenseMatrix.Gaussian(50, 16, 1, random), new float[50])
        );
    }

    private static Matrix<double> Dense(CsrMatrix x) =>
        Matrix<double>.Build.Dense(x.Rows, x.Columns, (r, c) => x.ColumnsOf(r).BinarySearch(c) is >= 0 and var at ? x.ValuesOf(r)[at] : 0.0);

    private static Matrix<double> Double(DenseMatrix a) => Matrix<double>.Build.Dense(a.Rows, a.Columns, (r, c) => a[r, c]);

    private static DenseMatrix Single(Matrix<double> a) =>
        new(a.RowCount, a.ColumnCount, [.. a.EnumerateRows().SelectMany(row => row.Select(v => (float)v))]);
}
