using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Crashes;

namespace LowRankDefense.Simulators.Tests.Crashes;

public class CrashPlanTests
{
    private const long Events = 1_000_000;

    [Fact]
    public void Plan_ShouldKillEachAsOftenAsAsked()
    {
        var plan = Draw(Events, 20, 4);

        plan.Count(c => c.Target == CrashTarget.Worker).ShouldBe(20);
        plan.Count(c => c.Target == CrashTarget.Broker).ShouldBe(4);
    }

    [Fact]
    public void Crashes_ShouldBeSpreadOverTheStream_WithTimeBetweenThem()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var plan = Draw(Events, 7, 3, seed);
            for (var k = 0; k < plan.Count; k++)
                plan[k].AfterEvents.ShouldBeInRange((k * 100_000) + 25_000, (k * 100_000) + 75_000);
        }
    }

    [Fact]
    public void Order_ShouldBeDrawn_AndBeTheSameForASeed()
    {
        var orders = Enumerable.Range(0, 20).Select(seed => Draw(Events, 4, 4, (ulong)seed)).ToArray();

        orders.Select(plan => string.Join(' ', plan.Select(c => c.Target))).Distinct().Count().ShouldBeGreaterThan(10);
        Draw(Events, 4, 4, 5).ShouldBe(orders[5]);
    }

    [Fact]
    public void Plan_ShouldBeEmpty_WhenNothingIsKilled()
    {
        Draw(0, 0, 0).ShouldBeEmpty();
    }

    [Fact]
    public void Plan_ShouldBeRefused_WhenThereAreTooFewEventsOrNegativeKills()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(39, 7, 3)).Message.ShouldContain("10 crashes take at least 40 events");
        Draw(40, 7, 3).Count.ShouldBe(10);
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(Events, -1, 3));
        Should.Throw<ArgumentOutOfRangeException>(() => Draw(Events, 3, -1));
    }

    private static IReadOnlyList<Crash> Draw(long events, int workers, int brokers, ulong seed = 1) =>
        CrashPlan.Draw(events, workers, brokers, new SeededRandom(seed));
}
