using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class LoveHateAttackTests : AttackContract
{
    protected override IAttack Create() => new LoveHateAttack();

    [Theory]
    [InlineData(false, 5f)]
    [InlineData(true, 1f)]
    public void Fillers_ShouldBeLovedWhereTargetsAreHated_AndTheOtherWayRound(bool push, float expected)
    {
        var fakes = Generate(
            AttackData.Ratings(1, 2, 3, 4, 5),
            new AttackOptions
            {
                Count = 100,
                Targets = [7],
                Push = push,
            }
        );

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            foreach (var item in FillersOf(fakes, fake, 7))
                ValueOf(fakes, fake, item).ShouldBe(expected);
        }
    }

    [Fact]
    public void Fillers_ShouldBeUniformOverTheOtherItems()
    {
        var fakes = Generate(
            AttackData.Implicit(),
            new AttackOptions
            {
                Count = 12_000,
                Targets = [7],
                FillerItems = 1,
            }
        );

        var counts = new int[60];
        for (var fake = 0; fake < fakes.Rows; fake++)
            counts[FillersOf(fakes, fake, 7).Single()]++;
        counts.ShouldFit([.. Enumerable.Range(0, 60).Select(i => i == 7 ? 0.0 : 1.0)]);
    }
}
