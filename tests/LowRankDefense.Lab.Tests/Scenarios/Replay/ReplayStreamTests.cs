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

    [Fact]
    public void Fakes_ShouldArriveWhenTheirFileSays_AmongTheEventsOfTheData()
    {
        const long start = 1_700_000_000_000;
        var data = tiny.File("timed.csv", "u1,i1,1,1700000000000\nu2,i1,1,1700000020000\nu1,i2,1,1700000010000\nu3,i2,1,1700000030000\n");
        var fakes = tiny.File("timed-fakes.csv", "user,item,value,timestamp\nf,i1,1,1700000025000\ng,i1,1,1700000005000\nf,i2,1,1700000026000\n");
        var truth = tiny.File("truth.csv", "user,attack,wave,targets\nf,random,2,\ng,random,1,\n");

        var stream = ReplayStream.Draw(
            new ReplayRequest
            {
                Data = data,
                FakesFile = fakes,
                TruthFile = truth,
            }
        );

        stream.Ratings.Select(r => $"{r.User} {(r.Timestamp - start) / 1_000}").ShouldBe(["u1 0", "g 5", "u1 10", "u2 20", "f 25", "f 26", "u3 30"]);
        stream.Truth.ShouldNotBeNull().Fakes.Select(f => (f.Key, f.Value.Wave)).ShouldBe([("f", 2), ("g", 1)]);
    }

    [Fact]
    public void Fakes_ShouldArriveAtTheirPlaces_WhereTheDataHasNoTimes()
    {
        var data = tiny.File("timeless.csv", "u1,i1\nu1,i2\nu2,i1\nu2,i2\n");
        var fakes = tiny.File("placed.csv", "user,item,stream_place\nf,i1,0.75\ng,i1,0.25\nf,i2,1\n");

        var stream = ReplayStream.Draw(new ReplayRequest { Data = data, FakesFile = fakes });

        stream.Ratings.Select(r => r.User).ShouldBe(["u1", "g", "u1", "u2", "f", "u2", "f"]);
        stream.Truth.ShouldBeNull();
    }
}
