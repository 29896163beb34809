using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization.Ials;

public class IalsLastStepTests
{
    private const int Users = 24;
    private const int Items = 17;
    private const int FirstFake = 20;

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
        var (ofUsers, ofItems) = Functional(rank);
        var training = new IalsLastStep(options);
        training.Train(Problem(confidence), new SeededRandom(3), CancellationToken.None);

        var traced = training.TraceBack(ofUsers.Clone(), ofItems.Clone(), FirstFake, CancellationToken.None);

        var (error, size) = (0.0, 0.0);
        for (var f = FirstFake; f < Users; f++)
        for (var i = 0; i < Items; i++)
        {
            var expected = CentralDifference(options, f, i, ofUsers, ofItems);
            error += Math.Pow(traced[f - FirstFake, i] - expected, 2);
            size += expected * expected;
        }

        (traced.Rows, traced.Columns).ShouldBe((Users - FirstFake, Items));
        size.ShouldBePositive();
        Math.Sqrt(error / size).ShouldBeLessThan(1e-3);
    }

    [Theory]
    [InlineData(9, 3)]
    [InlineData(66, 1)]
    public void LastStep_ShouldBeExact_WhateverTheRank(int rank, int iterations)
    {
        var options = Options(rank, iterations, confidence: 20, regularization: 0.5);

        var model = new IalsLastStep(options).Train(Problem(20), new SeededRandom(3), CancellationToken.None);

        var (p, q) = DenseIals.Factors(Interactions(), options, new SeededRandom(3), (_, _) => 0);
        model.Users.Data.ToArray().Zip(p.SelectMany(x => x), (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-3);
        model.Items.Data.ToArray().Zip(q.SelectMany(x => x), (x, y) => Math.Abs(x - y)).Max().ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void TracingBackTwice_OrBeforeTraining_AndNoStepsAtAll_ShouldBeRefused()
    {
        var training = new IalsLastStep(Options(3, iterations: 1, confidence: 20, regularization: 1));
        Should.Throw<InvalidOperationException>(() => TraceBack(training));
        training.Train(Problem(20), new SeededRandom(3), CancellationToken.None);
        TraceBack(training);

        Should.Throw<InvalidOperationException>(() => TraceBack(training));
        Should.Throw<ArgumentOutOfRangeException>(() => new IalsLastStep(Options(3, iterations: 0, confidence: 20, regularization: 1)));
    }

    private static DenseMatrix TraceBack(IalsLastStep training) =>
        training.TraceBack(new DenseMatrix(Users, 3), new DenseMatrix(Items, 3), FirstFake, CancellationToken.None);

    private static IalsOptions Options(int rank, int iterations, double confidence, double regularization) =>
        new()
        {
            Rank = rank,
            Iterations = iterations,
            Confidence = confidence,
            Regularization = regularization,
            InitialDeviation = 0.1,
        };

    private static WeightedInteractions Problem(double confidence) => WeightedInteractions.Uniform(Interactions(), confidence);

    private static CsrMatrix Interactions()
    {
        var random = new SeededRandom(5);
        var cells = Enumerable.Range(0, Users).SelectMany(u => Enumerable.Range(0, Items).Select(i => (u, i, 1f)));
        return CsrMatrix.FromEntries(Users, Items, [.. cells.Where(_ => random.NextDouble() < 0.3)]);
    }

    // A loss that is linear in the factors: its derivatives are its weights.
    private static (DenseMatrix OfUsers, DenseMatrix OfItems) Functional(int rank)
    {
        var random = new SeededRandom(8);
        return (DenseMatrix.Gaussian(Users, rank, 1, random), DenseMatrix.Gaussian(Items, rank, 1, random));
    }

    private static double CentralDifference(IalsOptions options, int user, int item, DenseMatrix ofUsers, DenseMatrix ofItems)
    {
        const double H = 1e-4;
        return (Loss(H) - Loss(-H)) / (2 * H);

        double Loss(double h)
        {
            var (p, q) = DenseIals.Factors(Interactions(), options, new SeededRandom(3), (u, i) => u == user && i == item ? h : 0);
            return p.SelectMany(x => x).Select((x, n) => x * ofUsers.Data[n]).Sum()
                + q.SelectMany(x => x).Select((x, n) => x * ofItems.Data[n]).Sum();
        }
    }
}
