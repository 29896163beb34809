using LowRankDefense.Core.Attacks;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Attacks.Obfuscations;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class NoClickTests : ObfuscationContract
{
    protected override IObfuscation Create() => new NoClick();

    [Fact]
    public void NoFake_ShouldTouchATarget_ButWhatItsUsersHave()
    {
        var statistics = new GenuineStatistics(Stars);

        var fakes = Obfuscated(Stars);

        foreach (var target in Targets)
        {
            int[] nearest = [.. statistics.ClosestTo(target, 60).Except(Targets).Take(3)];
            for (var fake = 0; fake < fakes.Rows; fake++)
            {
                TargetsOf(fakes, fake).ShouldBeEmpty();
                foreach (var item in nearest)
                    fakes.ValuesOf(fake)[fakes.ColumnsOf(fake).IndexOf(item)].ShouldBe(5f);
            }
        }
    }

    [Fact]
    public void Targets_ShouldBeRefused_WhenTheirUsersHaveNothingElse()
    {
        var alone = CsrMatrix.FromEntries(2, 2, [(0, 0, 1f), (1, 1, 1f)]);

        Should
            .Throw<ArgumentException>(() => Create().Apply(alone, new GenuineStatistics(alone), [0], new SeededRandom(1)))
            .Message.ShouldContain("attack other targets");
    }

    [Fact]
    public void Neighbours_ShouldBeRefused_WhenThereAreNone() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new NoClick(0)).ParamName.ShouldBe("neighbours");
}
