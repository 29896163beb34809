using LowRankDefense.Core.Attacks;
using LowRankDefense.Simulators.Attacks.Obfuscations;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class AverageOverPopularTests : ObfuscationContract
{
    protected override IObfuscation Create() => new AverageOverPopular(0.5);

    [Fact]
    public void Fillers_ShouldBeAsMany_AndAllAmongThePopularItems()
    {
        var popular = new GenuineStatistics(Stars).ByPopularity[..30];

        var fakes = Obfuscated(Stars);

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            Fillers(fakes, fake).ShouldBeSubsetOf(popular);
            Fillers(fakes, fake).Length.ShouldBe(12);
            TargetsOf(fakes, fake).ShouldBe(Targets, ignoreOrder: true);
        }

        Enumerable.Range(0, fakes.Rows).SelectMany(f => Fillers(fakes, f)).Distinct().Count().ShouldBeGreaterThan(25);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Share_ShouldBeRefused_WhenNothingOrMoreThanAllIsPopular(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AverageOverPopular(share)).ParamName.ShouldBe("popularShare");
}
