using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Calibration;

public class CalibrationFitTests
{
    private const int Shortest = 8;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [InlineData(0.002)]
    public void Budget_ShouldHoldOverTheWholeLifeOfAProfile_HoweverManyLengthsItPasses(double budget)
    {
        var calibration = CalibrationFit.Of(new GrowingScores(Shortest, Walks(4_000, seed: 1)), budget);
        var fresh = Walks(20_000, seed: 2);

        var flagged = fresh.Count(scores => scores.Where((s, i) => s > calibration.Threshold(Shortest + i)).Any());

        (flagged / 20_000.0).ShouldBeInRange(0.2 * budget, 1.6 * budget);
    }

    [Fact]
    public void PValues_ShouldBeValidAtAnyTime()
    {
        var calibration = CalibrationFit.Of(new GrowingScores(Shortest, Walks(4_000, seed: 3)), 0.01);
        var least = Walks(20_000, seed: 4).Select(scores => scores.Select((s, i) => calibration.PValue(s, Shortest + i)).Min()).ToArray();

        foreach (var level in new[] { 0.003, 0.01, 0.05, 0.1 })
            (least.Count(p => p <= level) / 20_000.0).ShouldBeLessThan(1.5 * level);
    }

    [Fact]
    public void LengthsWithoutProfiles_ShouldTakeTheNearestOnes()
    {
        var calibration = CalibrationFit.Of(new GrowingScores(Shortest, [.. Walks(500, seed: 5).Select(s => s[..Math.Min(4, s.Length)])]), 0.01);

        calibration.Threshold(8).ShouldBe(calibration.Threshold(500));
        calibration.Threshold(2).ShouldBe(calibration.Threshold(8));
    }

    [Fact]
    public void TooFewProfiles_ShouldBeRefused_WithTheRemedy()
    {
        Should
            .Throw<ArgumentException>(() => CalibrationFit.Of(new GrowingScores(Shortest, Walks(CalibrationFit.FewestSamples - 1, seed: 6)), 0.01))
            .Message.ShouldContain("30 profiles or more");
    }

    // Scores that drift slowly while a profile grows to between 8 and 200 items.
    private static float[][] Walks(int users, ulong seed)
    {
        var random = new SeededRandom(seed);
        return
        [
            .. Enumerable
                .Range(0, users)
                .Select(_ =>
                {
                    var (level, scores) = (random.NextGaussian(), new float[1 + (int)(192 * Math.Pow(random.NextDouble(), 2))]);
                    for (var i = 0; i < scores.Length; i++)
                    {
                        level = (0.97 * level) + (Math.Sqrt(1 - (0.97 * 0.97)) * random.NextGaussian());
                        scores[i] = (float)(level + Math.Log2(Shortest + i));
                    }

                    return scores;
                }),
        ];
    }
}
