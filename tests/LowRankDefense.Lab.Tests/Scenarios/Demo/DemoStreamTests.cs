using LowRankDefense.Core.Attacks;
using LowRankDefense.Lab.Scenarios.Demo;

namespace LowRankDefense.Lab.Tests.Scenarios.Demo;

public sealed class DemoStreamTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Stream_ShouldHaveTheAttackInItsSecondHalf()
    {
        var stream = DemoStream.Draw(tiny.Data, "average", seed: 5);

        var positions = stream.Ratings.Index().Where(r => stream.Fakes.Contains(r.Item.User)).Select(r => r.Index / (double)stream.Ratings.Count);
        positions.Min().ShouldBeGreaterThan(0.45);
        positions.Max().ShouldBeLessThan(0.95);
        stream.Genuine.Count.ShouldBe(300);
        stream.Fakes.Count.ShouldBe(9, "3 % of the genuine users");
        stream.FirstOfFakes.Count.ShouldBe(9);
        stream.FirstOfFakes.ShouldAllBe(place => stream.Fakes.Contains(stream.Ratings[place].User));
        foreach (var fake in stream.Fakes)
            stream.TargetIds.ShouldBeSubsetOf(stream.Ratings.Where(r => r.User == fake).Select(r => r.Item));
    }

    [Fact]
    public void OneInteractionInTen_ShouldBeHeldOut_OfEveryUser()
    {
        var stream = DemoStream.Draw(tiny.Data, "average", seed: 5);

        foreach (var own in tiny.Ratings.GroupBy(r => r.User))
        {
            var row = stream.RowOf(own.Key);
            var (sent, heldOut) = (stream.Data.Train.CountOf(row), stream.Data.Test.CountOf(row));
            heldOut.ShouldBe(own.Count() / 10);
            (sent + heldOut).ShouldBe(own.Count());
        }

        var genuine = stream.Ratings.Where(r => stream.Genuine.Contains(r.User)).Select(r => (r.User, r.Item)).ToHashSet();
        genuine.Count.ShouldBe(stream.Data.Train.NonZeros);
    }

    [Fact]
    public void Targets_ShouldBeKnownToSomeAndNotAmongTheMostPopular()
    {
        for (var seed = 1UL; seed < 20; seed++)
        {
            var stream = DemoStream.Draw(tiny.Data, "average", seed);

            var byPopularity = new GenuineStatistics(stream.Data.Train).ByPopularity;
            stream.Targets.Count.ShouldBe(3);
            foreach (var target in stream.Targets)
                Array.IndexOf(byPopularity, target).ShouldBeInRange(byPopularity.Length / 20, byPopularity.Length / 2);
        }
    }

    [Fact]
    public void Rows_ShouldBeThoseOfTheGenuineUsersAndThenOfTheFakes()
    {
        var stream = DemoStream.Draw(tiny.Data, "average", seed: 5);

        stream.Matrix(stream.Ratings.Select(r => (r.User, r.Item))).NonZeros.ShouldBe(stream.Everything.NonZeros);
        stream.GenuineOnly.Rows.ShouldBe(stream.Everything.Rows);
        stream.Fakes.ShouldAllBe(f => stream.RowOf(f) >= stream.Genuine.Count && stream.GenuineOnly.CountOf(stream.RowOf(f)) == 0);
        Should.Throw<KeyNotFoundException>(() => stream.RowOf("nobody")).Message.ShouldContain("nobody");
    }

    [Fact]
    public void Stream_ShouldBeTheSame_WhenTheSeedIs()
    {
        DemoStream.Draw(tiny.Data, "average", seed: 5).Ratings.ShouldBe(DemoStream.Draw(tiny.Data, "average", seed: 5).Ratings);
        DemoStream.Draw(tiny.Data, "average", seed: 6).Ratings.ShouldNotBe(DemoStream.Draw(tiny.Data, "average", seed: 5).Ratings);
    }
}
