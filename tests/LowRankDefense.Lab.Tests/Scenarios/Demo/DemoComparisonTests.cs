using LowRankDefense.Lab.Scenarios.Demo;

namespace LowRankDefense.Lab.Tests.Scenarios.Demo;

public class DemoComparisonTests
{
    // One more training lies between 0.04 ± 0.016 and at a rank of 950 ± 80.
    private static readonly Exposure[] Clean =
    [
        new(0.040, 950, 0.40),
        new(0.044, 970, 0.41),
        new(0.036, 930, 0.39),
        new(0.038, 940, 0.40),
        new(0.042, 960, 0.40),
    ];

    private static readonly DemoComparison AsPromised = new(
        Clean,
        Attacked: new(0.09, 800, 0.40),
        Trimmed: new(0.07, 850, 0.40),
        Defended: new(0.041, 948, 0.40),
        Published: new(0.045, null, 0.40)
    );

    [Fact]
    public void Harm_ShouldBeSeenAndItsUndoing()
    {
        AsPromised.Clean.ShouldBe(Clean[0]);
        AsPromised.TargetHit.High.ShouldBe(0.04 + (4.60409 * 0.00316228 * 1.0954451), 1e-5);
        (AsPromised.AttackHarms, AsPromised.HarmIsUndone).ShouldBe((true, true));
    }

    [Fact]
    public void Attack_ShouldNotHarm_WhereChanceCouldHaveDoneIt() =>
        (AsPromised with { Attacked = new(0.055, 800, 0.40) }).AttackHarms.ShouldBeFalse();

    [Theory]
    [InlineData(0.06, 950, 0.40, 0.04)]
    [InlineData(0.02, 950, 0.40, 0.04)]
    [InlineData(0.04, 860, 0.40, 0.04)]
    [InlineData(0.04, 950, 0.30, 0.04)]
    [InlineData(0.04, 950, 0.40, 0.06)]
    public void Harm_ShouldNotBeUndone_WhereOneFigureTellsOfIt(double hit, double rank, double recall, double published) =>
        (AsPromised with { Defended = new(hit, rank, recall), Published = new(published, null, 0.40) }).HarmIsUndone.ShouldBeFalse();
}
