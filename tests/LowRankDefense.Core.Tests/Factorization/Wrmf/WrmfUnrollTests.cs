using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization.Wrmf;

public class WrmfUnrollTests
{
    private const int Users = 24;
    private const int Items = 17;
    private const int FirstFake = 20;

    // One register and a remainder.
    private const int Rank = 9;

    [Theory]
    [InlineData(1, 100, 1.0)]
    [InlineData(1, 8, 1.0)]
    [InlineData(5, 8, 1.0)]
    [InlineData(5, 8, 0.01)]
    [InlineData(8, 100, 1e-8)]
    [InlineData(6, 7, 1e-8)]
    public void DerivativeByEveryPreference_ShouldBeThatOfCentralDifferencesInDoublePrecision(int epochs, int batchSize, double epsilon)
    {
        var options = Options(epochs, batchSize, epsilon);
        var (ofUsers, ofItems) = Functional();

        var traced = Unroll(options, traced: epochs).TraceBack(ofUsers.Clone(), ofItems.Clone(), FirstFake, CancellationToken.None);

        var (error, size) = (0.0, 0.0);
        for (var f = FirstFake; f < Users; f++)
        for (var i = 0; i < Items; i++)
        {
            var expected = CentralDifference(options, f, i, ofUsers, ofItems);
            error += Math.Pow(traced[f - FirstFake, i] - expected, 2);
            size += expected * expected;
        }

        size.ShouldBePositive();
        Math.Sqrt(error / size).ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void Factors_ShouldBeThoseOfTheTrainer_ToTheLastBit()
    {
        var options = Options(epochs: 6, batchSize: 7, epsilon: 1e-8);

        var kept = new WrmfUnroll(options, traced: 2).Train(Problem(), new SeededRandom(3), CancellationToken.None);

        var model = new WrmfTrainer(options).Train(Problem(), new SeededRandom(3), progress: null, CancellationToken.None);
        kept.Users.Data.ToArray().ShouldBe(model.Users.Data.ToArray());
        kept.Items.Data.ToArray().ShouldBe(model.Items.Data.ToArray());
    }

    [Fact]
    public void Training_ShouldComeToTheSameFactors_WhereItIsPutBackToWhereItStood()
    {
        var options = Options(epochs: 3, batchSize: 7, epsilon: 1e-8);
        var training = new WrmfTraining(Problem(), options, new SeededRandom(3));
        training.Epoch(training.DrawBatches(), CancellationToken.None);
        var stood = training.NewState();
        training.CopyTo(stood);
        int[][] batches = [.. training.DrawBatches().Select(b => b.ToArray())];
        Array.ForEach(batches, b => training.Descend(b));
        training.Settle();
        var first = training.Factors.Users.Data.ToArray();

        training.Restore(stood);
        Array.ForEach(batches, b => training.Descend(b));
        training.Settle();

        training.Factors.Users.Data.ToArray().ShouldBe(first);
    }

    [Fact]
    public void NextTraining_ShouldBeTracedBackThroughAsTheFirst_WhateverWasKeptOfThatOne()
    {
        var options = Options(epochs: 4, batchSize: 7, epsilon: 0.01);
        var (ofUsers, ofItems) = Functional();
        var unroll = Unroll(options, traced: 3);
        var first = unroll.TraceBack(ofUsers.Clone(), ofItems.Clone(), FirstFake, CancellationToken.None);
        unroll.Train(Problem(), new SeededRandom(4), CancellationToken.None);

        unroll.Train(Problem(), new SeededRandom(3), CancellationToken.None);
        var again = unroll.TraceBack(ofUsers, ofItems, FirstFake, CancellationToken.None);

        again.Data.ToArray().ShouldBe(first.Data.ToArray());
    }

    [Fact]
    public void TracingBackTwice_AndMoreEpochsThanThereAre_ShouldBeRefused()
    {
        var options = Options(epochs: 2, batchSize: 7, epsilon: 1e-8);
        var (ofUsers, ofItems) = Functional();
        var unroll = Unroll(options, traced: 1);
        unroll.TraceBack(ofUsers, ofItems, FirstFake, CancellationToken.None);

        Should.Throw<InvalidOperationException>(() => unroll.TraceBack(ofUsers, ofItems, FirstFake, CancellationToken.None));
        Should.Throw<ArgumentOutOfRangeException>(() => Unroll(options, traced: 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Unroll(options, traced: 0));
    }

    private static WrmfOptions Options(int epochs, int batchSize, double epsilon) =>
        new()
        {
            Rank = Rank,
            Epochs = epochs,
            BatchSize = batchSize,
            Adam = new AdamOptions { Epsilon = epsilon, WeightDecay = 0.01 },
        };

    private static WrmfUnroll Unroll(WrmfOptions options, int traced)
    {
        var unroll = new WrmfUnroll(options, traced);
        unroll.Train(Problem(), new SeededRandom(3), CancellationToken.None);
        return unroll;
    }

    private static WeightedInteractions Problem() => WeightedInteractions.Uniform(Interactions(), 20);

    private static CsrMatrix Interactions()
    {
        var random = new SeededRandom(5);
        var cells = Enumerable.Range(0, Users).SelectMany(u => Enumerable.Range(0, Items).Select(i => (u, i, 1f)));
        return CsrMatrix.FromEntries(Users, Items, [.. cells.Where(_ => random.NextDouble() < 0.3)]);
    }

    // A loss that is linear in the factors: its derivatives are its weights.
    private static (DenseMatrix OfUsers, DenseMatrix OfItems) Functional()
    {
        var random = new SeededRandom(8);
        return (DenseMatrix.Gaussian(Users, Rank, 1, random), DenseMatrix.Gaussian(Items, Rank, 1, random));
    }

    private static double CentralDifference(WrmfOptions options, int user, int item, DenseMatrix ofUsers, DenseMatrix ofItems)
    {
        const double H = 1e-6;
        return (Loss(H) - Loss(-H)) / (2 * H);

        double Loss(double h)
        {
            var (p, q) = DenseWrmf.Factors(Interactions(), options, new SeededRandom(3), (u, i) => u == user && i == item ? h : 0);
            return p.Select((x, n) => x * ofUsers.Data[n]).Sum() + q.Select((x, n) => x * ofItems.Data[n]).Sum();
        }
    }
}
