using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

/// <summary>Few fakes over a long time surge in no window; among the odd users they stand out.</summary>
public class OddUsersTests
{
    private const int Genuine = 2_400;
    private const int Fakes = 10;
    private static readonly int[] Targets = [7, 61, 130, 205, 290];

    [Fact]
    public void FewFakesOverALongTime_ShouldBeFound_AndNobodyElse()
    {
        var (users, isFake) = Stream();
        var patrol = new CampaignPatrol(new CampaignOptions(), new PatrolOptions(), new CrowdOptions());
        for (var seen = 1_000; seen < users.Rows; seen += 200)
            patrol.Look(users.SelectRows([.. Enumerable.Range(0, seen)]));
        patrol.Look(users);

        Enumerable.Range(0, users.Rows).Where(u => patrol.HolderOf(u) >= 0).ShouldBe(Enumerable.Range(0, users.Rows).Where(u => isFake[u]));
        patrol.Campaigns.ShouldHaveSingleItem().Fit.Core.ShouldBe(Targets);
    }

    [Fact]
    public void WithoutFakes_NobodyShouldBeHeld()
    {
        var (users, isFake) = Stream();
        var genuine = users.SelectRows([.. Enumerable.Range(0, users.Rows).Where(u => !isFake[u])]);
        var patrol = new CampaignPatrol(new CampaignOptions(), new PatrolOptions(), new CrowdOptions());
        patrol.Look(genuine.SelectRows([.. Enumerable.Range(0, 1_200)]));

        patrol.Look(genuine);

        Enumerable.Range(0, genuine.Rows).ShouldAllBe(u => patrol.HolderOf(u) < 0);
    }

    // A fake now and then in the second part, each with 15 items drawn at random beside the targets.
    private static (CsrMatrix Users, bool[] IsFake) Stream()
    {
        var genuine = Communities.Draw(Genuine, 0, seed: 8).Profiles;
        var all = genuine.StackAbove(Communities.Pushers(Fakes, Targets, seed: 9));
        int[] order =
        [
            .. Enumerable
                .Range(0, all.Rows)
                .Select(u => (User: u, Place: u < Genuine ? u : 1_000.5 + (140 * (u - Genuine))))
                .OrderBy(u => u.Place)
                .Select(u => u.User),
        ];
        return (all.SelectRows(order), Array.ConvertAll(order, u => u >= Genuine));
    }
}
