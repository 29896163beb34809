using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Simulators.Tests.Experiments;

public sealed class VisitsTests
{
    private const long Hour = 3_600_000;

    [Fact]
    public void Users_ShouldArriveAgain_BehindEveryPause()
    {
        var visits = Of(("a", "x", 0), ("b", "x", 1), ("a", "y", 2), ("a", "z", 9), ("b", "z", 3), ("a", "x", 20), ("c", "y", 8));

        // By the time at which they begin: a 0–2, b 1–3, c 8, a 9, a 20.
        visits.Users.ShouldBe([0, 1, 2, 0, 0]);
        visits.Earlier.ShouldBe([-1, -1, -1, 0, 3]);
        Enumerable
            .Range(0, 5)
            .Select(v => visits.Clicks.ColumnsOf(v).ToArray())
            .ShouldBe([
                [0, 1],
                [0, 2],
                [1],
                [2],
                [0],
            ]);
    }

    [Fact]
    public void Pause_ShouldBeLongerThanItsLength_ToEndAVisit()
    {
        Of(("a", "x", 0), ("a", "y", 5)).Users.ShouldBe([0]);
        Of(("a", "x", 0), ("a", "y", 6)).Users.ShouldBe([0, 0]);
    }

    [Fact]
    public void Profiles_ShouldGrowByEveryVisit()
    {
        var visits = Of(("a", "x", 0), ("a", "y", 10), ("a", "x", 20), ("a", "z", 20));

        var accounts = new Accounts(visits.Clicks, visits.Earlier);

        Enumerable
            .Range(0, 3)
            .Select(v => accounts.Profiles.ColumnsOf(v).ToArray())
            .ShouldBe([
                [0],
                [0, 1],
                [0, 1, 2],
            ]);
        accounts.ClicksBefore(2).ShouldBe(2);
    }

    [Fact]
    public void Data_ShouldBeRefused_WhenItHasNoTimes()
    {
        var data = new DataSet("timeless", [new Rating("a", "x", 1, null)], []);

        Should
            .Throw<InvalidDataException>(() => Visits.Of(data, IndexedDataSet.Of(data), TimeSpan.FromHours(1)))
            .Message.ShouldBe("timeless does not say when its ratings were made, and so not when users came back: leave --pause out.");
    }

    private static Visits Of(params (string User, string Item, int Hour)[] clicks)
    {
        var data = new DataSet("visits", [.. clicks.Select(c => new Rating(c.User, c.Item, 1, 1_700_000_000_000 + (c.Hour * Hour)))], []);
        return Visits.Of(data, IndexedDataSet.Of(data), TimeSpan.FromHours(5));
    }
}
