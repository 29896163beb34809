using LowRankDefense.Simulators.Attacks.Obfuscations;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class OneTargetEachTests : ObfuscationContract
{
    protected override IObfuscation Create() => new OneTargetEach();

    [Fact]
    public void EachFake_ShouldKeepOneTarget_AndAllItsFillers()
    {
        var (before, after) = (Attack(Stars, 300), Obfuscated(Stars, 300));

        for (var fake = 0; fake < 300; fake++)
        {
            TargetsOf(after, fake).Length.ShouldBe(1);
            Fillers(after, fake).ShouldBe(Fillers(before, fake));
        }

        foreach (var target in Targets)
            Enumerable.Range(0, 300).Count(f => TargetsOf(after, f)[0] == target).ShouldBeInRange(60, 140);
    }
}
