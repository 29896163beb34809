using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Tests.Measuring;

public sealed class AttackProgressTests
{
    private readonly AttackProgress progress = new(new HashSet<string>(StringComparer.Ordinal) { "f1", "f2" });

    [Theory]
    [InlineData(9, 0, 0)]
    [InlineData(10, 0, 0.25)]
    [InlineData(39, 0, 0.5)]
    [InlineData(40, 0.5, 0.75)]
    [InlineData(70, 1, 1)]
    public void Fake_ShouldBeDone_WithItsLastEvent(long moment, double fakes, double events)
    {
        // Partitions are read one after the other: times come in any order.
        foreach (var (user, time) in new[] { ("f1", 10), ("f1", 40), ("u1", 90), ("f2", 70), ("f2", 20), ("u1", 5) })
            progress.Take(user, time);

        progress.FakesDone(moment).ShouldBe(fakes);
        progress.EventsSent(moment).ShouldBe(events);
    }

    [Fact]
    public void Progress_ShouldBeNone_WhenThereIsNoMoment()
    {
        progress.Take("f1", 10);

        progress.FakesDone(null).ShouldBeNull();
        progress.EventsSent(null).ShouldBeNull();
    }

    [Fact]
    public void Progress_ShouldBeNone_WhenNoFakeActs()
    {
        progress.Take("u1", 10);

        progress.FakesDone(20).ShouldBeNull();
        progress.EventsSent(20).ShouldBeNull();
    }
}
