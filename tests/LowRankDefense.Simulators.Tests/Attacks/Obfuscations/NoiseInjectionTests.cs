using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class NoiseInjectionTests : ObfuscationContract
{
    protected override IObfuscation Create() => new NoiseInjection();

    [Fact]
    public void Ratings_ShouldChange_InAboutTheShareOfTheFillers_AndItemsNot()
    {
        var (before, after) = (Cells(Attack(Stars, 200)), Cells(Obfuscated(Stars, 200)));

        after.Select(c => (c.Row, c.Column)).ShouldBe(before.Select(c => (c.Row, c.Column)));
        var changed = before.Zip(after).Where(p => p.First.Value != p.Second.Value).Select(p => p.First.Column).ToList();
        changed.Intersect(Targets).ShouldBeEmpty();
        // 30 % of 2,400 are drawn anew around what they were, with a deviation of √2: a good quarter of them stays.
        changed.Count.ShouldBeInRange(420, 620);
    }

    [Fact]
    public void Items_ShouldBeExchanged_WhenTheDataKnowsOneValueOnly()
    {
        var genuine = AttackData.Implicit();
        var (before, after) = (Attack(genuine, 200), Obfuscated(genuine, 200));

        var kept = 0;
        for (var fake = 0; fake < 200; fake++)
        {
            after.CountOf(fake).ShouldBe(before.CountOf(fake));
            TargetsOf(after, fake).ShouldBe(Targets, ignoreOrder: true);
            kept += Fillers(after, fake).Intersect(Fillers(before, fake)).Count();
        }

        ((double)kept / (200 * 12)).ShouldBe(0.7, 0.04);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Share_ShouldBeRefused_WhenItIsNoShare(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new NoiseInjection(share)).ParamName.ShouldBe("share");
}
