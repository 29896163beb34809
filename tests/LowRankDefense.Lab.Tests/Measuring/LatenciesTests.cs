using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Tests.Measuring;

public sealed class LatenciesTests
{
    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.501, 51)]
    [InlineData(0.99, 99)]
    [InlineData(0.991, 100)]
    [InlineData(1, 100)]
    [InlineData(0.001, 1)]
    public void Percentile_ShouldBeTheSmallestValueThatSoManyDoNotExceed(double share, double expected) =>
        Latencies.Percentile([.. Enumerable.Range(1, 100).Select(i => (double)i)], share).ShouldBe(expected);

    [Fact]
    public void Percentile_ShouldBeNone_WhenNothingWasMeasured() => Latencies.Percentile([], 0.5).ShouldBeNull();

    [Fact]
    public void Measured_ShouldBeTheEventsOfTheStretchThatWereRead_ShortestFirst()
    {
        var latencies = new Latencies(100);
        for (var number = 0; number < 100; number++)
        {
            // Number 42 is never read; number 50 comes out twice, and the first time counts.
            if (number != 42)
                latencies.Took(number, 1_000 - number);
        }

        latencies.Took(50, 1);

        latencies.Measured().ShouldBe(Enumerable.Range(20, 78).Where(n => n != 42).Select(n => 1_000.0 - n).Reverse());
    }

    [Fact]
    public void Event_ShouldTakeTheTimeBetweenSendingAndReading()
    {
        var latencies = new Latencies(2);
        latencies.Sent(1);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Thread.Sleep(20);
        latencies.Read(1);

        latencies.Measured().ShouldHaveSingleItem().ShouldBeInRange(20, watch.Elapsed.TotalMilliseconds + 1);
    }

    [Fact]
    public void SentPerSecond_ShouldBeTheRateHeld()
    {
        var latencies = new Latencies(100);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var number = 0; number < 100; number++)
        {
            latencies.Sent(number);
            Thread.Sleep(2);
        }

        latencies.SentPerSecond()!.Value.ShouldBeInRange(77 / watch.Elapsed.TotalSeconds, 500);
        new Latencies(1).SentPerSecond().ShouldBeNull();
    }
}
