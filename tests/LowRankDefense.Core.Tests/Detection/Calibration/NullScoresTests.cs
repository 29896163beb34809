using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Calibration;

public class NullScoresTests
{
    private const double Level = 0.001;

    // −ln 0.001: what one in a thousand exponential scores reaches.
    private static readonly double Truth = -Math.Log(Level);

    [Fact]
    public void Quantile_ShouldBeThatOfTheDistribution_WhenNobodyIsFake()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var scores = new NullScores(Sample(3_000, 0, seed));

            scores.Contamination.ShouldBeLessThan(0.002);
            scores.Quantile(Level).ShouldBe((float)Truth, 2f);
            scores.Quantile(0.5).ShouldBe((float)Math.Log(2), 0.1f);
        }
    }

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(60)]
    public void Fakes_ShouldNotLiftTheQuantile_WhenTheyAreFewAndScoreHigh(int fakes)
    {
        for (ulong seed = 1; seed <= 10; seed++)
        {
            var scores = new NullScores(Sample(3_000, fakes, seed));

            scores.Contamination.ShouldBeInRange(0.3 * fakes / 3_000, 1.0 * fakes / 3_000, $"{fakes} fakes, seed {seed}");
            scores.Quantile(Level).ShouldBeLessThan(12f, "the fakes score 12 and more");
        }
    }

    [Fact]
    public void FewScores_ShouldCostSensitivity_NotGenuineUsers()
    {
        var flagged = 0.0;
        for (ulong seed = 1; seed <= 200; seed++)
            flagged += Math.Exp(-new NullScores(Sample(60, 0, seed)).Quantile(Level)) / 200;

        flagged.ShouldBeLessThan(3 * Level, "the mean of what is expected to be flagged, over calibrations on 60 users");
    }

    [Fact]
    public void Survivors_ShouldNotRatchetFalsePositivesUp_WhenEachCalibrationLearnsFromWhomTheLastOnesLeft()
    {
        var users = Sample(3_000, 0, seed: 5);
        float[] left = users;
        for (var refresh = 0; refresh < 50; refresh++)
        {
            var threshold = new NullScores(left).Quantile(Level);
            left = [.. left.Where(s => s <= threshold)];
        }

        // Expected: three users; by chance ten.
        (users.Length - left.Length).ShouldBeLessThanOrEqualTo(10);
    }

    // Exponential scores, and fakes far above them.
    private static float[] Sample(int genuine, int fakes, ulong seed)
    {
        var random = new SeededRandom(seed);
        return
        [
            .. Enumerable
                .Range(0, genuine)
                .Select(_ => (float)-Math.Log(1 - random.NextDouble()))
                .Concat(Enumerable.Range(0, fakes).Select(_ => 12f + (float)random.NextDouble()))
                .Order(),
        ];
    }
}
