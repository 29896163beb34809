using LowRankDefense.Core.Evaluation.Intervals;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation.Intervals;

public class StudentIntervalTests
{
    [Fact]
    public void Interval_ShouldBeThatOfTheTables()
    {
        // x̄ = 3, s = √2.5, t of 4 degrees at 97.5 % = 2.776445
        var interval = StudentInterval.Compute([1, 2, 3, 4, 5]);

        var reach = 2.776445 * Math.Sqrt(2.5 / 5);
        interval.Low.ShouldBe(3 - reach, 1e-5);
        interval.High.ShouldBe(3 + reach, 1e-5);
    }

    [Fact]
    public void Interval_ShouldHoldTheMean_AsOftenAsItSays_OfFiveNormalValues()
    {
        var random = new SeededRandom(1);
        var held = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var interval = StudentInterval.Compute([.. Enumerable.Range(0, 5).Select(_ => 7 + (2 * random.NextGaussian()))], 0.9);
            held += interval.Low <= 7 && 7 <= interval.High ? 1 : 0;
        }

        (held / 4_000.0).ShouldBeInRange(0.885, 0.915);
    }

    [Fact]
    public void Interval_ShouldBeRefused_OfOneValue_OrOfWhatIsNoNumber()
    {
        Should.Throw<ArgumentException>(() => StudentInterval.Compute([1])).Message.ShouldContain("two finite values");
        Should.Throw<ArgumentException>(() => StudentInterval.Compute([1, double.NaN])).Message.ShouldContain("NaN");
        Should.Throw<ArgumentOutOfRangeException>(() => StudentInterval.Compute([1, 2], 1));
    }
}
