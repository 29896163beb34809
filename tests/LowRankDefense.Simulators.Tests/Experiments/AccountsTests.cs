using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Simulators.Tests.Experiments;

public class AccountsTests
{
    private static readonly CsrMatrix Users = CsrMatrix.FromEntries(3, 5, [(0, 0, 1f), (0, 1, 1f), (1, 2, 1f), (2, 1, 1f), (2, 3, 1f), (2, 4, 1f)]);

    [Fact]
    public void AccountThatTurns_ShouldGoOnFromWhatItClickedBefore()
    {
        var accounts = new Accounts(Users, [-1, -1, 0]);

        accounts.Profiles.ColumnsOf(1).ToArray().ShouldBe([2]);
        accounts.Profiles.ColumnsOf(2).ToArray().ShouldBe([0, 1, 3, 4]);
        accounts.ClicksBefore(1).ShouldBe(0);
        accounts.ClicksBefore(2).ShouldBe(2);
        var clicks = accounts.Clicks(2, new SeededRandom(1));
        clicks[..2].ShouldBe([0, 1], ignoreOrder: true);
        clicks[2..].ShouldBe([3, 4], ignoreOrder: true);
    }

    [Fact]
    public void NewAccounts_ShouldHaveClickedNothingBefore()
    {
        var accounts = new Accounts(Users);

        accounts.Profiles.ShouldBeSameAs(Users);
        accounts.Clicks(2, new SeededRandom(1)).ShouldBe([1, 3, 4], ignoreOrder: true);
        accounts.ClicksBefore(2).ShouldBe(0);
    }

    [Fact]
    public void Bought_ShouldBeGenuineAccountsOfThePast_EachOnce()
    {
        bool[] isFake = [false, true, false, false, false, true, true, false];

        var earlier = Accounts.Bought(isFake, past: 5, new SeededRandom(1));

        earlier.Where((_, u) => !isFake[u]).ShouldAllBe(e => e == -1);
        var bought = earlier.Where((_, u) => isFake[u]).ToArray();
        bought.ShouldBeUnique();
        bought.ShouldBeSubsetOf([0, 2, 3, 4]);
        Should
            .Throw<ArgumentException>(() => Accounts.Bought(isFake, past: 2, new SeededRandom(1)))
            .Message.ShouldContain("3 fakes want an account each");
        Should.Throw<ArgumentException>(() => new Accounts(Users, [-1])).Message.ShouldContain("1 earlier rows for 3 users");
    }

    [Fact]
    public void VerdictDelay_ShouldCountFromWhereTheAccountTurned()
    {
        var past = Enumerable.Range(100, 30).Select(i => (0, i, 1f));
        var users = CsrMatrix.FromEntries(2, 500, [.. past, .. Enumerable.Range(400, 20).Select(i => (1, i, 1f))]);
        var detector = new StubDetector(prefix: "4", threshold: 2.5f);

        VerdictDelay.Median(new Accounts(users, [-1, 0]), [1], [detector], new SeededRandom(1)).ShouldBe(3);
        VerdictDelay
            .Of(new Accounts(users, [-1, 0]), [0, 1], [detector], new SeededRandom(1))
            .ShouldBe([null, 3], "who is never convicted has no delay");
    }
}
