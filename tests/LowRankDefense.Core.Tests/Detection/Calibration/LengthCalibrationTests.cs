using FsCheck.Xunit;
using LowRankDefense.Core.Detection.Calibration;

namespace LowRankDefense.Core.Tests.Detection.Calibration;

public class LengthCalibrationTests
{
    // At length 2^k the score of probability 10^(−level / 8) is k + level / 8.
    private static readonly LengthCalibration Calibration = new(
        0.001,
        [
            .. Enumerable
                .Range(0, LengthCalibration.Lengths)
                .Select(k => Enumerable.Range(0, LengthCalibration.Levels).Select(level => k + (level / 8f)).ToArray()),
        ]
    );

    [Theory]
    [InlineData(1, 3f)]
    [InlineData(8, 6f)]
    [InlineData(512, 12f)]
    [InlineData(1_000_000, 12f)]
    [InlineData(0, 3f)]
    public void Threshold_ShouldBeTheScoreThatTheBudgetsShareReaches_AtThatLength(int length, float threshold)
    {
        Calibration.Threshold(length).ShouldBe(threshold, 1e-5f);
        Calibration.Budget.ShouldBe(0.001);
    }

    [Property]
    public void PValue_ShouldBeTheBudget_AtTheThreshold_AtAnyLength(int length)
    {
        Calibration.PValue(Calibration.Threshold(length), length).ShouldBe(0.001, 1e-6);
    }

    [Fact]
    public void OneItemMore_ShouldMoveTheThresholdALittle_AtAnyLength()
    {
        foreach (var length in Enumerable.Range(8, 1_000))
            (Calibration.Threshold(length + 1) - Calibration.Threshold(length)).ShouldBeInRange(0f, 0.2f);
    }

    [Theory]
    [InlineData(3.5f, 0.31622776)]
    [InlineData(-1f, 1)]
    [InlineData(100f, 1e-5)]
    public void PValue_ShouldBeInterpolated_AndEndWhereTheQuantilesEnd(float score, double p)
    {
        Calibration.PValue(score, 8).ShouldBe(p, 1e-6);
    }

    [Property]
    public void PValue_ShouldFall_WhenTheScoreRises(float one, float other, int length)
    {
        if (float.IsNaN(one) || float.IsNaN(other))
            return;
        Calibration.PValue(Math.Max(one, other), length).ShouldBeLessThanOrEqualTo(Calibration.PValue(Math.Min(one, other), length));
    }

    [Fact]
    public void PValue_ShouldBeUnknown_WhenThresholdsAreAllThatIsKnown()
    {
        LengthCalibration.Constant(1f).PValue(3f, 20).ShouldBe(double.NaN);
        LengthCalibration.Constant(1f).Threshold(20).ShouldBe(1f);
        LengthCalibration.Constant(1f).Budget.ShouldBe(double.NaN);
    }

    [Fact]
    public void Calibration_ShouldBeRefused_WhenItsPartsDoNotFit()
    {
        float[][] quantiles = [.. Calibration.Quantiles.Select(own => (float[])[.. own])];
        Should.Throw<ArgumentException>(() => LengthCalibration.WithoutQuantiles(new float[3])).Message.ShouldContain("3 thresholds");
        Should.Throw<ArgumentException>(() => new LengthCalibration(0.01, quantiles[1..])).Message.ShouldContain("9 sets");
        Should.Throw<ArgumentException>(() => new LengthCalibration(1e-6, quantiles)).Message.ShouldContain("1E-06");
        Should.Throw<ArgumentException>(() => new LengthCalibration(double.NaN, quantiles)).Message.ShouldContain("NaN");
        quantiles[3][7] = 100f;
        Should.Throw<ArgumentException>(() => new LengthCalibration(0.01, quantiles)).Message.ShouldContain("length 8");
    }
}
