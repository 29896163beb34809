using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization.Ials;

public class IalsLastStepTests
{
    // One register and a remainder; a rank below any; one above which the trainer is not exact, and the last step is.
    [Theory]
    [InlineData(9, 4, 20, 0.5)]
    [InlineData(9, 1, 20, 3)]
    [InlineData(9, 3, 0.5, 0.5)]
    [InlineData(3, 6, 20, 0.05)]
    [InlineData(66, 1, 20, 0.5)]
    public void DerivativeByEveryPreference_ShouldBeThatOfCentralDifferencesInDoublePrecision(
        int rank,
        int iterations,
        double confidence,
        double regularization
    )
    {
        var options = Options(rank, iterations, confidence, regularization);
        var (ofUsers, ofItems) = TracedProblem.Functional(rank);
        var training = new IalsLastStep(options);
        training.Train(TracedProblem.Weighted(confidence), new SeededRandom(3), CancellationToken.None);

        var traced = training.TraceBack(ofUsers.Clone(), ofItems.Clone(), TracedProblem.FirstFake, CancellationToken.None);

        TracedProblem.RelativeError(traced, 1e-4, Changed).ShouldBeLessThan(1e-3);

        double Changed(int user, int item, double h)
        {
            var (p, q) = DenseIals.Factors(TracedProblem.Clicks(), options, new SeededRandom(3), (u, i) => u == user && i == item ? h : 0);
            return TracedProblem.Loss(p.SelectMany(x => x), q.SelectMany(x => x), ofUsers, ofItems);
        }
    }

    [Theory]
    [InlineData(9, 3)]
    [InlineData(66, 1)]
    public void LastStep_ShouldBeExact_WhateverTheRank(int rank, int iterations)
    {
        var options = Options(rank, iterations, confidence: 20, regularization: 0.5);

        var model = new IalsLastStep(options).Train(TracedProblem.Weighted(), new SeededRandom(3), CancellationToken.None);

        var (p, q) = DenseIals.Factors(TracedProblem.Clicks(), options, new SeededRandom(3), (_, _) => 0);
        model.Users.Data.ToArray().Zip(p.SelectMany(x => x), (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-3);
        model.Items.Data.ToArray().Zip(q.SelectMany(x => x), (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void TracingBackTwice_OrBeforeTraining_AndNoStepsAtAll_ShouldBeRefused()
    {
        var training = new IalsLastStep(Options(3, iterations: 1, confidence: 20, regularization: 1));
        Should.Throw<InvalidOperationException>(() => TraceBack(training));
        training.Train(TracedProblem.Weighted(), new SeededRandom(3), CancellationToken.None);
        TraceBack(training);

        Should.Throw<InvalidOperationException>(() => TraceBack(training));
        Should.Throw<ArgumentOutOfRangeException>(() => new IalsLastStep(Options(3, iterations: 0, confidence: 20, regularization: 1)));
    }

    private static DenseMatrix TraceBack(IalsLastStep training) =>
        training.TraceBack(
            new DenseMatrix(TracedProblem.Users, 3),
            new DenseMatrix(TracedProblem.Items, 3),
            TracedProblem.FirstFake,
            CancellationToken.None
        );

    private static IalsOptions Options(int rank, int iterations, double confidence, double regularization) =>
        new()
        {
            Rank = rank,
            Iterations = iterations,
            Confidence = confidence,
            Regularization = regularization,
            InitialDeviation = 0.1,
        };
}
