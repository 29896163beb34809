using LowRankDefense.Numerics.Decompositions.Operators;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit;
using MathNet.Numerics.LinearAlgebra;

namespace LowRankDefense.Numerics.Tests.Decompositions.Svd;

public class RandomizedRangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(300)]
    public void Range_ShouldBeOrthonormal_AcrossPanels(int rank)
    {
        var q = RandomizedRange.Find(Operator(Naive.Sparse(420, 380, 0.1, seed: 3)), rank, powerIterations: 1, new SeededRandom(1));

        (q.Rows, q.Columns).ShouldBe((420, rank));
        Naive.Multiply(Naive.Transpose(q), q).ShouldBeClose(Naive.Identity(rank));
    }

    [Fact]
    public void Range_ShouldBeOrthonormal_WhenTheMatrixHasLowerRankThanAsked()
    {
        var a = CsrMatrix.FromEntries(400, 300, [.. Enumerable.Range(0, 400).Select(r => (r, r % 5, 1f))]);

        var q = RandomizedRange.Find(Operator(a), 200, powerIterations: 1, new SeededRandom(1));

        Naive.Multiply(Naive.Transpose(q), q).ShouldBeClose(Naive.Identity(200), 1e-4);
    }

    [Fact]
    public void Projection_ShouldBeTheMatrix_AtFullRank()
    {
        var a = Naive.Sparse(300, 200, 0.1, seed: 4);

        var q = RandomizedRange.Find(Operator(a), 200, powerIterations: 0, new SeededRandom(1));

        Naive.Multiply(q, Naive.Multiply(Naive.Transpose(q), Naive.Dense(a))).ShouldBeClose(Naive.Dense(a), 1e-4);
    }

    [Fact]
    public void Projection_ShouldLoseLittleMoreThanTheBestOfItsRank_WithTwoPowerIterations()
    {
        const int rank = 150;
        var a = Naive.Sparse(320, 300, 0.1, seed: 5);
        var dense = Naive.Dense(a);
        var singular = Matrix<double>.Build.Dense(320, 300, (r, c) => dense[r, c]).Svd(computeVectors: false).S;
        var best = singular.Skip(rank).Sum(s => s * s);

        var q = RandomizedRange.Find(Operator(a), rank, powerIterations: 2, new SeededRandom(1));

        var kept = Naive.Multiply(Naive.Transpose(q), dense).Data.ToArray().Sum(v => (double)v * v);
        var lost = singular.Sum(s => s * s) - kept;
        lost.ShouldBeInRange(best * 0.999, best * 1.1);
    }

    [Fact]
    public void Range_ShouldBeTheSameToTheLastBit_OnOneCoreAndOnMany()
    {
        var a = Operator(Naive.Sparse(420, 380, 0.1, seed: 3));

        var many = RandomizedRange.Find(a, 140, powerIterations: 1, new SeededRandom(1));
        using var limit = Cores.Limit(1);
        var one = RandomizedRange.Find(a, 140, powerIterations: 1, new SeededRandom(1));

        many.Data.SequenceEqual(one.Data).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(21)]
    public void Rank_ShouldBeRefused_OutsideTheDimensions(int rank) =>
        Should
            .Throw<ArgumentOutOfRangeException>(() =>
                RandomizedRange.Find(Operator(Naive.Sparse(30, 20, 0.5, seed: 1)), rank, powerIterations: 0, new SeededRandom(1))
            )
            .ParamName.ShouldBe("rank");

    private static CentredOperator Operator(CsrMatrix a) => new(a, new float[a.Columns]);
}
