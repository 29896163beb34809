using LowRankDefense.Lab.Scenarios;

namespace LowRankDefense.Lab.Tests.Scenarios;

public sealed class DemoStreamTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Stream_ShouldHaveTheAttackInItsSecondHalf()
    {
        var stream = DemoStream.Draw(tiny.Data, "average", seed: 5);

        var positions = stream.Ratings.Index().Where(r => stream.Fakes.Contains(r.Item.User)).Select(r => r.Index / (double)stream.Ratings.Count);
        positions.Min().ShouldBeGreaterThan(0.5);
        positions.Max().ShouldBeLessThan(0.95);
        stream.Genuine.Count.ShouldBe(300);
        stream.Fakes.Count.ShouldBe(3);
        stream.Ratings.Count(r => stream.Genuine.Contains(r.User)).ShouldBe(tiny.Ratings.Count);
        foreach (var fake in stream.Fakes)
            stream.Targets.ShouldBeSubsetOf(stream.Ratings.Where(r => r.User == fake).Select(r => r.Item));
    }

    [Fact]
    public void Stream_ShouldBeTheSame_WhenTheSeedIs()
    {
        DemoStream.Draw(tiny.Data, "average", seed: 5).Ratings.ShouldBe(DemoStream.Draw(tiny.Data, "average", seed: 5).Ratings);
        DemoStream.Draw(tiny.Data, "average", seed: 6).Ratings.ShouldNotBe(DemoStream.Draw(tiny.Data, "average", seed: 5).Ratings);
    }
}
