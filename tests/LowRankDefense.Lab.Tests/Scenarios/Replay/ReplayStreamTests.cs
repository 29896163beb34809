using LowRankDefense.Lab.Scenarios.Replay;

namespace LowRankDefense.Lab.Tests.Scenarios.Replay;

public sealed class ReplayStreamTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Stream_ShouldKnowTheTruth()
    {
        var stream = ReplayStream.Draw(
            new ReplayRequest
            {
                Data = tiny.Data,
                Attack = "average",
                Share = 0.02,
                Targets = ["i3", "i44"],
            }
        );

        stream.Genuine.ShouldBe(300);
        stream.Fakes.Count.ShouldBe(6);
        stream.Targets.ShouldBe(["i3", "i44"], ignoreOrder: true);
        stream.FakeInteractions.ShouldBe(stream.Ratings.Count(r => stream.Fakes.Contains(r.User)));
        stream.Ratings.Count.ShouldBe(tiny.Ratings.Count + stream.FakeInteractions);
        stream.Data.Users.Count.ShouldBe(300);
    }

    [Fact]
    public void Stream_ShouldBeSentAgain_AsOtherUsers()
    {
        var request = new ReplayRequest { Data = tiny.Data, FakesFile = tiny.Fakes(5) };
        var (once, twice) = (ReplayStream.Draw(request), ReplayStream.Draw(request with { Repeat = 2 }));

        twice.Ratings.Count.ShouldBe(2 * once.Ratings.Count);
        twice.Ratings.Take(once.Ratings.Count).ShouldBe(once.Ratings);
        twice.Fakes.Count.ShouldBe(10);
        twice.FakeInteractions.ShouldBe(2 * once.FakeInteractions);
        twice.Genuine.ShouldBe(600);
        twice.Ratings.Select(r => r.User).Distinct(StringComparer.Ordinal).Count().ShouldBe(610);
        once.Targets.ShouldBeEmpty();
        ReplayStream.Draw(request with { Targets = ["i5"] }).Targets.ShouldBe(["i5"]);
        tiny.File("fakes.json", """{"verb": "attack random", "targets": ["i3"]}""");
        ReplayStream.Draw(request).Targets.ShouldHaveSingleItem("it is written beside the fakes").ShouldBe("i3");
    }
}
