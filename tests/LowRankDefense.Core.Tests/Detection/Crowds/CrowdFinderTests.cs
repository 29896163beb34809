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
