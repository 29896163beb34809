using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization.Wrmf;

public class WrmfUnrollTests
{
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
        var (ofUsers, ofItems) = TracedProblem.Functional(Rank);

        var traced = Unroll(options, traced: epochs).TraceBack(ofUsers.Clone(), ofItems.Clone(), TracedProblem.FirstFake, CancellationToken.None);

        TracedProblem.RelativeError(traced, 1e-6, Changed).ShouldBeLessThan(1e-3);

        double Changed(int user, int item, double h)
        {
            var (p, q) = DenseWrmf.Factors(TracedProblem.Clicks(), options, new SeededRandom(3), (u, i) => u == user && i == item ? h : 0);
            return TracedProblem.Loss(p, q, ofUsers, ofItems);
        }
    }

    [Fact]
    public void Factors_ShouldBeThoseOfTheTrainer_ToTheLastBit()
    {
        var options = Options(epochs: 6, batchSize: 7, epsilon: 1e-8);

        var kept = new WrmfUnroll(options, traced: 2).Train(TracedProblem.Weighted(), new SeededRandom(3), CancellationToken.None);

        var model = new WrmfTrainer(options).Train(TracedProblem.Weighted(), new SeededRandom(3), progress: null, CancellationToken.None);
        kept.Users.Data.ToArray().ShouldBe(model.Users.Data.ToArray());
        kept.Items.Data.ToArray().ShouldBe(model.Items.Data.ToArray());
    }

    [Fact]
    public void Training_ShouldComeToTheSameFactors_WhereItIsPutBackToWhereItStood()
    {
        var options = Options(epochs: 3, batchSize: 7, epsilon: 1e-8);
        var training = new WrmfTraining(TracedProblem.Weighted(), options, new SeededRandom(3));
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
        var (ofUsers, ofItems) = TracedProblem.Functional(Rank);
        var unroll = Unroll(options, traced: 3);
        var first = unroll.TraceBack(ofUsers.Clone(), ofItems.Clone(), TracedProblem.FirstFake, CancellationToken.None);
        unroll.Train(TracedProblem.Weighted(), new SeededRandom(4), CancellationToken.None);

        unroll.Train(TracedProblem.Weighted(), new SeededRandom(3), CancellationToken.None);
        var again = unroll.TraceBack(ofUsers, ofItems, TracedProblem.FirstFake, CancellationToken.None);

        again.Data.ToArray().ShouldBe(first.Data.ToArray());
    }

    [Fact]
    public void TracingBackTwice_AndMoreEpochsThanThereAre_ShouldBeRefused()
    {
        var options = Options(epochs: 2, batchSize: 7, epsilon: 1e-8);
        var (ofUsers, ofItems) = TracedProblem.Functional(Rank);
        var unroll = Unroll(options, traced: 1);
        unroll.TraceBack(ofUsers, ofItems, TracedProblem.FirstFake, CancellationToken.None);

        Should.Throw<InvalidOperationException>(() => unroll.TraceBack(ofUsers, ofItems, TracedProblem.FirstFake, CancellationToken.None));
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
        unroll.Train(TracedProblem.Weighted(), new SeededRandom(3), CancellationToken.None);
        return unroll;
    }
}
