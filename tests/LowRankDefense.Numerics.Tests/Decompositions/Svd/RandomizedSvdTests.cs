using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace LowRankDefense.Numerics.Tests.Decompositions.Svd;

public class RandomizedSvdTests
{
    [Theory]
    [InlineData(60, 40, false)]
    [InlineData(40, 60, false)]
    [InlineData(60, 40, true)]
    [InlineData(25, 25, true)]
    public void Triplets_ShouldRebuildTheMatrix_AtFullRank(int rows, int columns, bool centred)
    {
        var a = Naive.Sparse(rows, columns, 0.3, seed: 7);
        var rank = Math.Min(rows, columns);

        var svd = RandomizedSvd.Compute(a, new RandomizedSvdOptions { Rank = rank, Centred = centred }, new SeededRandom(1));

        var expected = Naive.Dense(a);
        for (var r = 0; r < rows; r++)
            Vectors.Axpy(-1f, svd.ColumnMeans, expected.Row(r));
        Rebuild(svd).ShouldBeClose(expected);
        Gram(svd.Left).ShouldBeClose(Naive.Identity(rank));
        Gram(svd.Right).ShouldBeClose(Naive.Identity(rank));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Svd_ShouldConverge_WhenAllRowsAreTheSame(ulong seed)
    {
        var same = CsrMatrix.FromEntries(40, 10, [.. Enumerable.Range(0, 40).SelectMany(u => Enumerable.Range(0, 10).Select(i => (u, i, 0.05f)))]);

        var svd = RandomizedSvd.Compute(same, new RandomizedSvdOptions { Rank = 5 }, new SeededRandom(seed));

        svd.SingularValues[0].ShouldBe(1f, 1e-5f);
        svd.SingularValues.Skip(1).ShouldAllBe(s => s < 1e-6f);
    }

    [Fact]
    public void SingularValues_ShouldAgreeWithTheDenseDecomposition_WhenTheSpectrumDecays()
    {
        var a = LowRankPlusNoise(300, 200, rank: 12, noise: 0.01);
        var dense = Naive.Dense(a);
        var oracle = Matrix<double>.Build.Dense(300, 200, (r, c) => dense[r, c]);

        var svd = RandomizedSvd.Compute(a, new RandomizedSvdOptions { Rank = 10 }, new SeededRandom(1));

        var exact = oracle.Svd(computeVectors: false).S;
        for (var k = 0; k < 10; k++)
            ((double)svd.SingularValues[k]).ShouldBe(exact[k], 1e-4 * exact[0]);
    }

    [Fact]
    public void Bases_ShouldStayOrthonormal_WhenTheMatrixHasLowerRankThanAsked()
    {
        var a = CsrMatrix.FromEntries(50, 30, [.. Enumerable.Range(0, 50).Select(r => (r, r % 3, 1f))]);

        var svd = RandomizedSvd.Compute(a, new RandomizedSvdOptions { Rank = 8 }, new SeededRandom(1));

        svd.SingularValues.Count(s => s > 1e-4).ShouldBe(3);
        Gram(svd.Right).ShouldBeClose(Naive.Identity(8));
    }

    [Fact]
    public void Result_ShouldBeTheSameToTheLastBit_OnOneCoreAndOnMany()
    {
        var a = Naive.Sparse(3000, 500, 0.02, seed: 9);
        var options = new RandomizedSvdOptions { Rank = 12, Centred = true };

        var many = RandomizedSvd.Compute(a, options, new SeededRandom(5));
        using var limit = Cores.Limit(1);
        var one = RandomizedSvd.Compute(a, options, new SeededRandom(5));

        many.Left.Data.SequenceEqual(one.Left.Data).ShouldBeTrue();
        many.Right.Data.SequenceEqual(one.Right.Data).ShouldBeTrue();
    }

    [Fact]
    public void Rank_ShouldBeRefused_WhenTheMatrixHasNotThatMany()
    {
        var a = Naive.Sparse(50, 30, 0.1, seed: 1);

        Should
            .Throw<ArgumentOutOfRangeException>(() => RandomizedSvd.Compute(a, new RandomizedSvdOptions { Rank = 31 }, new SeededRandom(1)))
            .Message.ShouldContain("ranks 1 .. 30");
    }

    private static DenseMatrix Rebuild(TruncatedSvd svd)
    {
        var scaled = svd.Left.Clone();
        for (var r = 0; r < scaled.Rows; r++)
        for (var k = 0; k < svd.Rank; k++)
            scaled[r, k] *= svd.SingularValues[k];
        return Naive.Multiply(scaled, Naive.Transpose(svd.Right));
    }

    private static DenseMatrix Gram(DenseMatrix a) => Naive.Multiply(Naive.Transpose(a), a);

    private static CsrMatrix LowRankPlusNoise(int rows, int columns, int rank, double noise)
    {
        var random = new SeededRandom(11);
        var product = Naive.Multiply(DenseMatrix.Gaussian(rows, rank, 1, random), DenseMatrix.Gaussian(rank, columns, 1, random));
        var entries = new List<(int, int, float)>();
        for (var r = 0; r < rows; r++)
        for (var c = 0; c < columns; c++)
            entries.Add((r, c, product[r, c] + (float)(noise * random.NextGaussian())));
        return CsrMatrix.FromEntries(rows, columns, entries);
    }
}
