using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Replay;

namespace LowRankDefense.Simulators.Tests.Replay;

public sealed class InteractionStreamTests
{
    [Fact]
    public void TimeOrder_ShouldBeThatOfTheTimestamps_TiesAsTheyStand()
    {
        Rating[] ratings = [new("a", "1", 1, 30), new("b", "2", 1, 10), new("c", "3", 1, 30), new("d", "4", 1, 20)];

        InteractionStream.InTimeOrder(ratings).Select(r => r.User).ShouldBe(["b", "d", "a", "c"]);
    }

    [Fact]
    public void TimeOrder_ShouldBeThatOfTheFile_WhenOneTimestampIsMissing()
    {
        Rating[] ratings = [new("a", "1", 1, 30), new("b", "2", 1, null), new("c", "3", 1, 10)];

        InteractionStream.InTimeOrder(ratings).ShouldBe(ratings);
    }

    [Fact]
    public void Repetitions_ShouldBeOfOtherUsers()
    {
        Rating[] ratings = [new("a", "1", 1, 30), new("b", "2", 2, null)];

        InteractionStream.Repeated(ratings, 1).ShouldBe(ratings);
        InteractionStream
            .Repeated(ratings, 3)
            .ShouldBe([.. ratings, new("a~2", "1", 1, 30), new("b~2", "2", 2, null), new("a~3", "1", 1, 30), new("b~3", "2", 2, null)]);
        Should.Throw<ArgumentOutOfRangeException>(() => InteractionStream.Repeated(ratings, 0));
    }

    [Fact]
    public void Arriving_ShouldKeepEachUsersOrder_AndEveryRating()
    {
        var ratings = Ratings("u", users: 40, each: 25);

        var stream = InteractionStream.Arriving(ratings, 0.2, new SeededRandom(1));

        stream.ShouldBe(ratings, ignoreOrder: true);
        stream.ShouldNotBe(ratings);
        foreach (var user in stream.GroupBy(r => r.User, StringComparer.Ordinal))
            user.Select(r => r.Item).ShouldBe(Enumerable.Range(0, 25).Select(i => $"i-{i}"));
    }

    [Fact]
    public void Arriving_ShouldSpreadAUser_OverTheSession()
    {
        var stream = InteractionStream.Arriving(Ratings("u", users: 200, each: 50), 0.1, new SeededRandom(1));

        // Users arrive evenly: a tenth of the time is about a tenth of the stream, and nearly all of it is used by fifty events.
        var places = stream
            .Select((r, at) => (r.User, at))
            .GroupBy(p => p.User, StringComparer.Ordinal)
            .Select(g => g.Max(p => p.at) - g.Min(p => p.at));
        places.Average().ShouldBeInRange(0.08 * stream.Count, 0.13 * stream.Count);
    }

    [Fact]
    public void Arriving_ShouldBeTheSame_ForOneSeed()
    {
        var ratings = Ratings("u", users: 10, each: 10);

        InteractionStream.Arriving(ratings, 0.5, new SeededRandom(3)).ShouldBe(InteractionStream.Arriving(ratings, 0.5, new SeededRandom(3)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Session_ShouldBeRefused_WhenItIsNoShare(double session) =>
        Should.Throw<ArgumentOutOfRangeException>(() => InteractionStream.Arriving([], session, new SeededRandom(1)));

    [Theory]
    [InlineData(0.5, 0.9)]
    [InlineData(0, 1)]
    [InlineData(0.5, 0.5)]
    public void Injection_ShouldSpreadFakesEvenly_OverItsStretch(double from, double until)
    {
        var (genuine, fakes) = (Ratings("u", users: 100, each: 10), Ratings("f", users: 4, each: 10));

        var stream = InteractionStream.Inject(genuine, fakes, from, until);

        stream.Where(r => r.User[0] == 'u').ShouldBe(genuine);
        stream.Where(r => r.User[0] == 'f').ShouldBe(fakes);
        // Genuine ratings before each fake: from · n + (until − from) · n · k / fakes, rounded up
        var before = stream.Select((r, at) => (r.User, at)).Where(p => p.User[0] == 'f').Select((p, k) => p.at - k).ToArray();
        before.ShouldBe(Enumerable.Range(0, 40).Select(k => (int)Math.Ceiling((from * 1_000) + ((until - from) * 1_000 * k / 40))));
    }

    [Fact]
    public void Fakes_ShouldHaveTheTimesOfTheStream_WhenTheyHaveNone()
    {
        Rating[] genuine = [.. Ratings("u", users: 10, each: 10).Select((r, at) => r with { Timestamp = 1_000 + (10 * at) })];

        var stream = InteractionStream.Inject(genuine, Ratings("f", users: 1, each: 4), from: 0.5, until: 0.9);

        stream.Where(r => r.User[0] == 'f').Select(r => r.Timestamp).ShouldBe([1_490, 1_590, 1_690, 1_790]);
        stream.ShouldBe(InteractionStream.InTimeOrder(stream), "a stream in time order stays one");
    }

    [Fact]
    public void Fakes_ShouldComeAtTheirTimes_WhenTheyHaveSome()
    {
        Rating[] genuine = [new("a", "1", 1, 10), new("b", "2", 1, 20), new("c", "3", 1, 30), new("d", "4", 1, 40)];
        Rating[] fakes = [new("f", "1", 1, 35), new("f", "2", 1, null), new("f", "3", 1, 5)];

        var stream = InteractionStream.Inject(genuine, fakes, from: 0.5, until: 0.9);

        stream.Select(r => $"{r.User}{r.Item} {r.Timestamp}").ShouldBe(["f3 5", "a1 10", "b2 20", "f2 20", "c3 30", "f1 35", "d4 40"]);
    }

    [Fact]
    public void Fakes_ShouldComeAtTheirPlaces_WhenTheStreamHasNoTimes()
    {
        var genuine = Ratings("u", users: 1, each: 4);
        Rating[] fakes = [Placed("f", 0.75f), Placed("f", 1), Placed("g", 0), Placed("g", 0.75f)];

        var stream = InteractionStream.Inject(genuine, fakes, from: 0.5, until: 0.9);

        stream.Select(r => r.User).ShouldBe(["g", "u-0", "u-0", "u-0", "f", "g", "u-0", "f"]);
        stream.ShouldAllBe(r => r.Place == null);

        static Rating Placed(string user, float place) => new(user, "i", 1, null) { Place = place };
    }

    [Fact]
    public void Fakes_ShouldComeInTheOrderOfTheirTimes_WhenTheStreamHasNone()
    {
        var stream = InteractionStream.Inject(
            Ratings("u", users: 1, each: 2),
            [new("f", "1", 1, 10), new("f", "2", 1, 30), new("g", "1", 1, 20)],
            from: 0,
            until: 1
        );

        stream.Where(r => r.User[0] != 'u').Select(r => $"{r.User}{r.Item}").ShouldBe(["f1", "g1", "f2"]);
    }

    [Fact]
    public void Fakes_ShouldLoseTheirTimes_WhenTheStreamHasNone()
    {
        Rating[] genuine = [new("a", "1", 1, null), new("b", "2", 1, 10)];

        var stream = InteractionStream.Inject(genuine, [new("f", "1", 1, 5)], from: 0.5, until: 0.9);

        stream.ShouldBe([genuine[0], new("f", "1", 1, null), genuine[1]]);
    }

    [Theory]
    [InlineData(-0.1, 0.5)]
    [InlineData(0.5, 0.4)]
    [InlineData(0.5, 1.1)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, double.NaN)]
    public void Injection_ShouldBeRefused_WhenItDoesNotLieWithinTheStream(double from, double until) =>
        Should.Throw<ArgumentOutOfRangeException>(() => InteractionStream.Inject([], [], from, until)).Message.ShouldContain("within the stream");

    [Fact]
    public void Events_ShouldHaveIdsInOrder_AndTimesThatEndBeforeNow()
    {
        var events = InteractionStream.Events([new("a", "1", 2, null), new("b", "2", 1, null)], now: 1_000).ToArray();

        events.ShouldBe([new("e-00000000", "a", "1", 2, 998), new("e-00000001", "b", "2", 1, 999)]);
    }

    [Fact]
    public void Events_ShouldKeepTheirTimes_UnlessThatIsTheFuture()
    {
        var events = InteractionStream.Events([new("a", "1", 1, 500), new("b", "2", 1, 5_000)], now: 1_000);

        events.Select(e => e.Timestamp).ShouldBe([500, 1_000]);
    }

    private static Rating[] Ratings(string prefix, int users, int each) =>
        [.. Enumerable.Range(0, users).SelectMany(u => Enumerable.Range(0, each).Select(i => new Rating($"{prefix}-{u}", $"i-{i}", 1, null)))];
}
