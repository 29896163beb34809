using FsCheck.Xunit;
using LowRankDefense.Core.Detection;

namespace LowRankDefense.Core.Tests.Detection;

public class LengthCalibrationTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(8, 3)]
    [InlineData(15, 3)]
    [InlineData(16, 4)]
    [InlineData(512, 9)]
    [InlineData(1_000_000, 9)]
    public void Octave_ShouldBeTheBinaryLogarithm_AndTheLastForAllLongerProfiles(int length, int octave)
    {
        LengthCalibration.OctaveOf(length).ShouldBe(octave);
    }

    [Property]
    public void PValue_ShouldBeTheShareOfScoresAtLeastAsHigh_CountingTheOneAtHand(float[] scores, float score)
    {
        scores = [.. scores.Where(float.IsFinite).Order()];
        if (!float.IsFinite(score) || scores.Length == 0)
            return;
        var calibration = Of(octave: 4, scores);

        // p = (1 + #{s_i ≥ s}) / (n + 1)
        calibration.PValue(score, 20).ShouldBe((1.0 + scores.Count(s => s >= score)) / (scores.Length + 1.0));
    }

    [Fact]
    public void PValue_ShouldComeFromTheNearestShorterOctave_ElseFromTheNextLongerOne()
    {
        var calibration = Of(octave: 4, [1f, 2f, 3f]);

        calibration.PValue(2.5f, 1_000).ShouldBe(0.5);
        calibration.PValue(2.5f, 8).ShouldBe(0.5);
    }

    [Fact]
    public void PValue_ShouldBeUnknown_WhenThereAreNoScores()
    {
        LengthCalibration.Constant(1f).PValue(3f, 20).ShouldBe(double.NaN);
        LengthCalibration.Constant(1f).Threshold(20).ShouldBe(1f);
    }

    [Fact]
    public void Calibration_ShouldBeRefused_WhenItsPartsDoNotFit()
    {
        Should.Throw<ArgumentException>(() => LengthCalibration.WithoutScores(new float[3])).Message.ShouldContain("one per octave");
        Should.Throw<ArgumentException>(() => Of(octave: 2, [2f, 1f])).Message.ShouldContain("octave 2");
    }

    private static LengthCalibration Of(int octave, float[] scores)
    {
        float[][] all = [.. Enumerable.Range(0, LengthCalibration.Octaves).Select(o => o == octave ? scores : [])];
        return new LengthCalibration(new float[LengthCalibration.Octaves], all);
    }
}
