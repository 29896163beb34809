using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Crowds;

public class CrowdFinderTests
{
    private const int Items = 400;
    private const int Pushed = 390;
    private const int Start = 1_000;
    private readonly CrowdFinder finder = new(new CrowdOptions());

    [Fact]
    public void CrowdOfUsersUnlikeOthers_ShouldBeFound_WithItsMembersAndNobodyElse()
    {
        var passers = new Passers(Items, seed: 1).Usual(Start).Usual(100).Clicking(Pushed, 20, Fakes).Usual(80);

        var crowd = Find(passers).ShouldHaveSingleItem();

        crowd.Item.ShouldBe(Pushed);
        crowd.Members.ShouldBe(Enumerable.Range(Start + 100, 20));
        crowd.Nats.ShouldAllBe(n => n > 2);
        crowd.Ratio.ShouldBeGreaterThan(2);
        crowd.Deviations.ShouldBeGreaterThan(3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void NobodyInParticular_ShouldBeNoCrowd(ulong seed) => Find(new Passers(Items, seed).Usual(Start).Usual(200)).ShouldBeEmpty();

    [Fact]
    public void ViralItem_ShouldBeNoCrowd_WhenAnybodyClicksIt() =>
        Find(new Passers(Items, seed: 4).Usual(Start).Usual(150).Clicking(Pushed, 50, Usual)).ShouldBeEmpty();

    [Fact]
    public void Fans_ShouldBeNoCrowd_HoweverUnlikeOthersTheyAre() =>
        Find(new Passers(Items, seed: 5).Usual(Start).Usual(150).Clicking(Pushed, 50, r => Usual(r) with { Coherence = 2.5 }))
            .ShouldBeEmpty("they are more coherent than others, not less");

    [Fact]
    public void TheBusy_ShouldBeNoCrowd() =>
        Find(
                new Passers(Items, seed: 6)
                    .Usual(Start)
                    .Usual(150)
                    .Clicking(Pushed, 50, r => new Traits(-1 + (0.3 * r.NextGaussian()), r.NextGaussian(), 2))
            )
            .ShouldBeEmpty("who has a rare thing is often somebody who has everything");

    [Fact]
    public void ItemThatDoesNotSurge_ShouldBeNoCrowd()
    {
        var passers = new Passers(Items, seed: 7);
        for (var window = 0; window < 6; window++)
            passers.Usual(180).Clicking(Pushed, 20, Fakes);

        finder.Find(passers.Profiles, passers.Traits, passers.Free, Start).ShouldBeEmpty("it was always like that");
    }

    [Fact]
    public void FakesOfSeveralItems_ShouldBeFoundItemByItem()
    {
        var passers = new Passers(Items, seed: 8).Usual(Start).Usual(140).Clicking(Pushed, 30, Fakes).Clicking(Pushed + 1, 30, Fakes);
        var free = passers.Free;

        var found = finder.Find(passers.Profiles, passers.Traits, free, Start);

        found.Select(c => c.Item).ShouldBe([Pushed, Pushed + 1], ignoreOrder: true);
        found.SelectMany(c => c.Members).Order().ShouldBe(Enumerable.Range(Start + 140, 60));
        free.Count(f => !f).ShouldBe(60, "who is found is held");
    }

    [Fact]
    public void CrowdThatSharesMembersWithAKnownOne_ShouldBeFound_ThoughItWouldBeTooSmallWithoutThem()
    {
        var passers = Shared(overlap: 8, further: 4);
        passers.Clicking(Pushed + 1, 3, Usual);
        var known = Enumerable.Range(Start + 100, 20).ToHashSet();

        finder.Find(passers.Profiles, passers.Traits, passers.Free, Start).Select(c => c.Item).ShouldBe([Pushed]);
        var shared = FindShared(passers, known).Where(c => c.Item != Pushed).ShouldHaveSingleItem();

        shared.Item.ShouldBe(Pushed + 1);
        shared.Members.ShouldBe(Enumerable.Range(Start + 112, 12), "eight of the known ones, four like them, and nobody else who clicks it");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void CrowdThatSharesNobodyWithAKnownOne_OrNoMoreThanByChance_ShouldNotBeFoundByIt(int overlap)
    {
        var passers = Shared(overlap, further: 11);

        FindShared(passers, Enumerable.Range(Start + 100, 20).ToHashSet()).ShouldNotContain(c => c.Item == Pushed + 1);
    }

    [Fact]
    public void ItemThatMembersShareWithAnybody_ShouldBeNoCrowd()
    {
        var passers = Shared(overlap: 8, further: 0);
        passers.Clicking(Pushed + 1, 60, Usual);

        FindShared(passers, Enumerable.Range(Start + 100, 20).ToHashSet()).ShouldNotContain(c => c.Item == Pushed + 1);
    }

    [Fact]
    public void KnownCrowdThatSharesMembers_ShouldConsistOfThoseLikeThem_ThoughOthersWhoClickItsItemAreOddInTheirOwnWay()
    {
        var passers = Shared(overlap: 4, further: 4);
        passers.Clicking(Pushed + 1, 25, r => new Traits(-1.5 + r.NextGaussian(), -1 + r.NextGaussian(), r.NextGaussian()));
        var known = Enumerable.Range(Start + 100, 20).ToHashSet();

        int[] MembersBy(IReadOnlySet<int>? alike) =>
            [.. finder.Renew(passers.Profiles, passers.Traits, passers.Free, Start, Pushed + 1, alike).ShouldNotBeNull().Members];

        var members = MembersBy(known);
        members.Take(8).ShouldBe(Enumerable.Range(Start + 116, 8));
        members.Length.ShouldBeLessThan(14);
        MembersBy(null).Length.ShouldBeGreaterThan(members.Length + 4, "a group of its own takes in some of the others");
        MembersBy(new HashSet<int>()).ShouldBeEmpty("where there is nobody to be like, nobody is");
    }

    // Twenty fakes of one item, some of whom push another as well, and further fakes of the other alone.
    private static Passers Shared(int overlap, int further) =>
        new Passers(Items, seed: 11)
            .Usual(Start)
            .Usual(100)
            .Clicking(Pushed, 20 - overlap, Fakes)
            .Clicking([Pushed, Pushed + 1], overlap, Fakes)
            .Clicking(Pushed + 1, further, Fakes)
            .Usual(80);

    private IReadOnlyList<OddCrowd> FindShared(Passers passers, HashSet<int> members) =>
        finder.FindShared(passers.Profiles, passers.Traits, passers.Free, members, Start);

    [Fact]
    public void KnownCrowd_ShouldStand_UntilItsClickersAreLikeOthers()
    {
        var passers = new Passers(Items, seed: 9).Usual(Start).Usual(100).Clicking(Pushed, 20, Fakes).Usual(80);
        finder.Renew(passers.Profiles, passers.Traits, passers.Free, Start, Pushed).ShouldNotBeNull().Members.Count.ShouldBe(20);

        passers.Clicking(Pushed, 300, Usual);

        finder.Renew(passers.Profiles, passers.Traits, passers.Free, Start, Pushed).ShouldBeNull();
    }

    [Fact]
    public void AffinityThatWouldSayNothing_ShouldBeRefused() =>
        Should
            .Throw<ArgumentException>(() => new CrowdFinder(new CrowdOptions { UsualAffinity = 20 }))
            .Message.ShouldContain("is 20, above MostAffinity, 15");

    [Fact]
    public void Settings_ShouldBeChecked()
    {
        Should
            .Throw<ArgumentException>(() => new CrowdFinder(new CrowdOptions { FewestClickers = 1 }))
            .Message.ShouldContain(nameof(CrowdOptions.FewestClickers));
        var passers = new Passers(Items, seed: 10).Usual(50);
        Should.Throw<ArgumentException>(() => finder.Find(passers.Profiles, [], passers.Free, 10));
    }

    private static Traits Usual(SeededRandom random) => new(random.NextGaussian(), random.NextGaussian(), random.NextGaussian());

    private static Traits Fakes(SeededRandom random) => new(-2.5 + (0.3 * random.NextGaussian()), -1.5 + (0.3 * random.NextGaussian()), 0.2);

    private IReadOnlyList<OddCrowd> Find(Passers passers) => finder.Find(passers.Profiles, passers.Traits, passers.Free, Start);
}
