using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Scattered;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Campaigns.Scattered;

public class ScatteredFinderTests
{
    private const int Users = 3_000;
    private const int Odd = 300;
    private const int Items = 2_000;
    private const int Length = 30;
    private static readonly int[] Targets = [900, 1_100, 1_300, 1_500, 1_700];
    private readonly ScatteredFinder finder = new(new CampaignOptions());

    [Fact]
    public void FakesWhoPushTwoOfFiveItemsEach_ShouldBeFound_WithAllFive()
    {
        var platform = Draw(fakes: 40);

        var found = Find(platform).ShouldHaveSingleItem();

        found.Core.Order().ShouldBe(Targets);
        found.Members.ShouldBe(Enumerable.Range(Users - 40, 40), "and nobody else");
        found.Rule.Items.ShouldBe(2);
        found.Rule.Credit.ShouldBe(Math.Log(40), 0.5, "the odds of whoever holds two");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OddUsersWithoutAPurpose_ShouldBeNoCampaign(ulong seed)
    {
        var calm = Draw(fakes: 0, seed: seed);

        Find(calm).ShouldBeEmpty();
        finder.Usual(calm, OddRows, OtherRows).ShouldBeLessThan(20);
    }

    [Fact]
    public void ThemeThatOthersFollowToo_ShouldBeNoCampaign() => Find(Draw(fakes: 40, fans: 100)).ShouldBeEmpty();

    [Fact]
    public void PlacesWhosePublicsShareMore_ShouldBeNoCampaign_ThoughNobodyElseGoesToTwoOfThem() =>
        Find(Draw(fakes: 40, neighbours: 30)).ShouldBeEmpty();

    [Fact]
    public void OddUsersOfOnePlace_ShouldBeNoCampaign_WhateverElseTheyShare() => Find(Draw(fakes: 40, shared: 10)).ShouldBeEmpty();

    [Fact]
    public void FewFans_ShouldBeEnoughToSpeakAgainstACampaign_AndTellNothingOfWhatIsUsual()
    {
        var platform = Draw(fakes: 40, fans: 12);

        Find(platform).ShouldBeEmpty();
        finder.Usual(platform, OddRows, OtherRows).ShouldBeLessThan(20);
    }

    [Fact]
    public void SoFewFakesThatChanceMightDo_ShouldBeNoCampaign() => Find(Draw(fakes: 13)).ShouldBeEmpty();

    [Fact]
    public void Core_ShouldLoseItemsThatAnybodyHas_AndThoseThatHardlyAnyHolderHas()
    {
        const int popular = 5;
        const int rare = Items;
        var platform = Draw(fakes: 40);
        int[] all = [.. Enumerable.Range(0, Users)];
        var ground = new ScatteredGround(platform, OddRows, OtherRows, all, new CampaignOptions(), [.. Targets, popular, rare]);
        var core = new ScatteredCore(ground);
        foreach (var column in (int[])[.. Targets, popular, rare])
            core.Add(ground.PlaceOf(column));

        core.Pruned().Items.Select(ground.ColumnOf).Order().ShouldBe(Targets);
    }

    [Fact]
    public void WhatIsUsualOnAPlatform_ShouldRaiseWhatIsAskedFor()
    {
        var platform = Draw(fakes: 40);

        finder.Find(platform, OddRows, OtherRows, [.. Enumerable.Range(0, Users)], usual: 1_000).ShouldBeEmpty();
    }

    [Fact]
    public void KnownCampaign_ShouldStandWhileItIsPushed_AndFallWhenOthersFollow()
    {
        int[] all = [.. Enumerable.Range(0, Users)];

        finder.Renew(Draw(fakes: 40), OddRows, OtherRows, all, Targets, usual: 0).ShouldNotBeNull().Members.Count.ShouldBe(40);
        finder.Renew(Draw(fakes: 40, fans: 100), OddRows, OtherRows, all, Targets, usual: 0).ShouldBeNull();
        finder.Renew(Draw(fakes: 40, shared: 10), OddRows, OtherRows, all, Targets, usual: 0).ShouldBeNull("a place, as is seen by now");
    }

    private static int[] OddRows => [.. Enumerable.Range(Users - Odd, Odd)];

    private static int[] OtherRows => [.. Enumerable.Range(0, Users - Odd)];

    private IReadOnlyList<CampaignFit> Find(CsrMatrix platform) =>
        finder.Find(platform, OddRows, OtherRows, [.. Enumerable.Range(0, Users)], usual: 0);

    // All draw by popularity; the last are odd users, fakes the last of those: each has two of the targets. Fans have two of them, too. Neighbours have
    // one of them each, and ten items in common with all who do; fakes have so many of these. The last item only the last user has.
    private static CsrMatrix Draw(int fakes, int fans = 0, int neighbours = 0, int shared = 0, ulong seed = 6)
    {
        var (own, entries) = (new SeededRandom(seed), new HashSet<(int, int, float)> { (Users - 1, Items, 1f) });
        for (var u = 0; u < Users; u++)
        {
            for (var c = 0; c < Length; c++)
                entries.Add((u, (int)Math.Pow(Items, own.NextDouble()), 1f));
            foreach (var target in own.Sample(Targets.Length, u < fans || u >= Users - fakes ? 2 : 0))
                entries.Add((u, Targets[target], 1f));
            if (u < neighbours)
                entries.Add((u, Targets[u % Targets.Length], 1f));
            var common =
                u < neighbours ? 10
                : u >= Users - fakes ? shared
                : 0;
            foreach (var item in own.Sample(20, common))
                entries.Add((u, 1_800 + item, 1f));
        }

        return CsrMatrix.FromEntries(Users, Items + 1, [.. entries]);
    }
}
