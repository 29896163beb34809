using FsCheck.Xunit;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Calibration;

public class GeneralizedParetoTests
{
    // Closed forms: exponential, uniform and Pareto tails.
    [Theory]
    [InlineData(2, 0, 3, 0.22313016)]
    [InlineData(2, -1, 1, 0.5)]
    [InlineData(2, 1, 6, 0.25)]
    [InlineData(2, -0.25, 9, 0)]
    public void Survival_ShouldBeThatOfTheTextbook(double scale, double shape, double excess, double survival)
    {
        new GeneralizedPareto(scale, shape).Survival(excess).ShouldBe(survival, 1e-8);
    }

    [Property]
    public void Quantile_ShouldBeReachedWithItsProbability(byte p, sbyte shape)
    {
        var (probability, tail) = ((p + 1) / 257.0, new GeneralizedPareto(1.5, shape / 400.0));

        tail.Survival(tail.Quantile(probability)).ShouldBe(probability, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.2)]
    [InlineData(0.2)]
    public void Fit_ShouldFindTheDistributionItWasDrawnFrom(double shape)
    {
        var truth = new GeneralizedPareto(3, shape);
        var random = new SeededRandom(1);
        double[] excesses = [.. Enumerable.Range(0, 2_000).Select(_ => truth.Quantile(1 - random.NextDouble()))];

        var fit = GeneralizedPareto.Fit(excesses, double.PositiveInfinity);

        fit.Shape.ShouldBe(shape, 0.1);
        fit.Scale.ShouldBe(3, 0.4);
    }

    [Fact]
    public void Fit_ShouldNotMindWhatLiesBeyondItsLimit()
    {
        var truth = new GeneralizedPareto(3, 0);
        var random = new SeededRandom(2);
        double[] excesses = [.. Enumerable.Range(0, 2_000).Select(_ => truth.Quantile(1 - random.NextDouble())).Where(e => e <= 6)];

        GeneralizedPareto.Fit(excesses, 6).Quantile(0.01).ShouldBe(truth.Quantile(0.01), 2.5);
        GeneralizedPareto.Fit(excesses, double.PositiveInfinity).Quantile(0.01).ShouldBeLessThan(8, "cut off, the tail looks short");
    }
}
