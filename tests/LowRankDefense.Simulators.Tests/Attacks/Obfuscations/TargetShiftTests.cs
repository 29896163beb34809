using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class TargetShiftTests : ObfuscationContract
{
    protected override IObfuscation Create() => new TargetShift();

    [Theory]
    [InlineData(true, 4f)]
    [InlineData(false, 2f)]
    public void Targets_ShouldGetTheValueNextToTheExtreme_AndNothingElseChanges(bool push, float shifted)
    {
        var (before, after) = (Cells(Attack(Stars, 50, push)), Cells(Obfuscated(Stars, 50, push: push)));

        after.Where(c => Targets.Contains(c.Column)).ShouldAllBe(c => c.Value == shifted);
        after.Where(c => !Targets.Contains(c.Column)).ShouldBe(before.Where(c => !Targets.Contains(c.Column)));
    }

    [Fact]
    public void Data_ShouldBeRefused_WhenItKnowsOneValueOnly() =>
        Should.Throw<ArgumentException>(() => Obfuscated(AttackData.Implicit())).Message.ShouldContain("target-shift needs ratings");
}
