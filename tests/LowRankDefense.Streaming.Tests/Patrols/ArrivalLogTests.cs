using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Streaming.Patrols;

namespace LowRankDefense.Streaming.Tests.Patrols;

public class ArrivalLogTests
{
    private readonly ArrivalLog log = new(new PatrolOptions { MostUsers = 100, EpisodeUsers = 5 });

    [Fact]
    public void NewRows_ShouldBeInTheOrderOfTheirTimes_BehindThoseThatHaveAPlace()
    {
        log.Add("late", "x", 30);
        log.Add("early", "y", 20);
        log.Add("late", "z", 10);
        log.Snapshot();
        log.Add("second", "x", 8);
        log.Add("first", "x", 5);

        log.Snapshot().Rows.ShouldBe(4);
        Users().ShouldBe(["late", "early", "first", "second"]);
    }

    [Fact]
    public void Rows_ShouldHoldEachItemOnce_AndKeepTheirPlaceWhileTheyGrow()
    {
        log.Add("a", "x", 1);
        log.Add("b", "y", 2);
        log.Snapshot();
        log.Add("a", "y", 3);
        log.Add("a", "x", 4);

        log.Order();
        (log.Begun, log.Clicks).ShouldBe((2, 3));
        var rows = log.Snapshot();
        Names(rows.ColumnsOf(0)).ShouldBe(["x", "y"]);
        Names(rows.ColumnsOf(1)).ShouldBe(["y"]);
    }

    [Fact]
    public void UserWhoReturnsAfterManyOthers_ShouldBeginANewRow()
    {
        log.Add("aged", "x", 0);
        Come(5, "first");
        log.Add("aged", "y", 10);
        log.Snapshot().Rows.ShouldBe(6, "five others are not many");
        Come(6, "second", 10);
        log.Add("aged", "pushed", 20);

        var rows = log.Snapshot();

        Users().Count(u => u == "aged").ShouldBe(2);
        Names(rows.ColumnsOf(rows.Rows - 1)).ShouldBe(["pushed"], "what was clicked long ago is no part of it");
    }

    [Fact]
    public void Past_ShouldHaveTheRowsThatItWouldHaveHadAsItCame_WhicheverPartitionIsReadFirst()
    {
        log.Add("aged", "x", 0);
        log.Add("aged", "pushed", 20);
        Come(10, "others");

        log.Snapshot().Rows.ShouldBe(12);
        Users()[^1].ShouldBe("aged");
    }

    [Fact]
    public void Row_ShouldBeGrowing_UntilItsUserHasPausedLongerThanNearlyAllWhoWentOn()
    {
        for (var n = 0; n < 20; n++)
            log.Add($"u-{n / 2}", $"i-{n % 2}", n);
        log.Snapshot();
        log.AreGrowing().ShouldAllBe(g => !g, "nobody pauses while others come");

        for (var n = 0; n < 20; n++)
        {
            log.Add($"slow-{n}", "x", 100 + n);
            if (n >= 2)
                log.Add($"slow-{n - 2}", "y", 100 + n);
        }

        log.Snapshot();
        log.AreGrowing()
            .Index()
            .Where(r => r.Item)
            .Select(r => log.UserOf(r.Index))
            .ShouldBe(["slow-15", "slow-16", "slow-17", "slow-18", "slow-19"]);
    }

    [Fact]
    public void OldestQuarter_ShouldBeForgotten_WhereThereAreMoreThanAreToBeKeptInMind()
    {
        Come(100, "u");
        log.Order();
        log.Forget().ShouldBe(0);
        log.Snapshot();
        Come(1, "one more", 200);
        log.Order();

        log.Forget().ShouldBe(26);

        (log.Count, log.UserOf(0)).ShouldBe((75, "u-26"));
        log.Add("u-3", "x", 1_000);
        log.Order();
        Users()[^1].ShouldBe("u-3", "whoever was forgotten is new");
        log.Snapshot().Rows.ShouldBe(76);
    }

    [Fact]
    public void RowsThatNobodyHasSeen_ShouldBeForgotten_AndNotCountedAmongThoseThatWere()
    {
        Come(20, "seen");
        log.Snapshot();
        Come(300, "unseen");
        log.Order();

        log.Forget().ShouldBe(20);
        (log.Count, log.Snapshot().Rows).ShouldBe((75, 75));
    }

    [Fact]
    public void LongPast_ShouldNotBeHeldWhole_BeforeTheFirstLookAtIt()
    {
        Come(10_000, "u");
        log.Order();

        log.Count.ShouldBeLessThanOrEqualTo(200);
    }

    private void Come(int count, string name, long after = 0)
    {
        for (var u = 0; u < count; u++)
            log.Add($"{name}-{u}", "common", after + u + 1);
    }

    private List<string> Users() => [.. Enumerable.Range(0, log.Count).Select(log.UserOf)];

    private string[] Names(ReadOnlySpan<int> columns) => [.. columns.ToArray().Select(c => log.Items[c])];
}
