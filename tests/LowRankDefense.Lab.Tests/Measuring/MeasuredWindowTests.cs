using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Tests.Measuring;

public sealed class MeasuredWindowTests
{
    [Fact]
    public void Window_ShouldReachFromTheFirstLookBehindAFifth_ToTheFirstBehind98Percent()
    {
        // 1,000 events, fifty a look and tenth of a second; the first two seconds are start-up, and the end drags on.
        var samples = Enumerable.Range(0, 20).Select(i => At(0.1 * i, 0)).ToList();
        samples.AddRange(Enumerable.Range(1, 20).Select(i => At(2 + (0.1 * i), 50 * i)));
        samples.Add(At(60, 1_000));

        var window = MeasuredWindow.Of(samples, 1_000).ShouldNotBeNull();

        window.From.Done.ShouldBe(200);
        window.Until.Done.ShouldBe(1_000);
        window.Until.Seconds.ShouldBe(4, 1e-9);
        window.Events.ShouldBe(800);
        window.Seconds.ShouldBe(1.6, 1e-9);
        window.PerSecond.ShouldBe(500, 1e-6);
        window.CpuMicroseconds.ShouldBe(1_000, 1e-6);
        window.BrokerCpuMicroseconds!.Value.ShouldBe(500, 1e-6);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(11, false)]
    public void Window_ShouldBeNone_WhenFewerThanTenCommitsWereSeen(int commits, bool isMeasured)
    {
        // From 20 % on; looks between which nothing was committed tell nothing.
        var samples = Enumerable
            .Range(0, commits)
            .SelectMany(i => new[] { At(i, 200 + (800 * i / commits)), At(i + 0.5, 200 + (800 * i / commits)) })
            .Append(At(commits, 1_000))
            .ToList();
        samples = [.. samples.Where(s => s.Done != 200 + (800 * 1 / commits) && s.Done != 200 + (800 * 2 / commits))];

        (MeasuredWindow.Of(samples, 1_000) is not null).ShouldBe(isMeasured);
    }

    [Fact]
    public void Window_ShouldBeNone_WhenTheEndWasNotSeen() =>
        MeasuredWindow.Of([.. Enumerable.Range(0, 98).Select(i => At(i, 10 * i))], 1_000).ShouldBeNull();

    [Fact]
    public void Broker_ShouldCostNothingKnown_WhenItsTimeIsNot()
    {
        var samples = Enumerable.Range(0, 101).Select(i => At(i, 10 * i) with { BrokerCpuSeconds = null }).ToList();

        MeasuredWindow.Of(samples, 1_000)!.BrokerCpuMicroseconds.ShouldBeNull();
    }

    // A millisecond of processor time an event, half of one of the broker's.
    private static RunSample At(double seconds, long done) => new(seconds, done, 5 + (done / 1e3), 7 + (done / 2e3));
}
