using LowRankDefense.Lab.Scenarios.Reproduction.Pages;
using LowRankDefense.Lab.Scenarios.Reproduction.Studies;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public class ReproducedTests
{
    // Mean 0.2, deviation 0.01, interval of three 0.2 ± 4.302653 · 0.01 / √3 = 0.2 ± 0.024841
    private static readonly double[] Values = [0.19, 0.2, 0.21];

    [Theory]
    [InlineData(0.2, "agrees")]
    [InlineData(0.2248, "agrees")]
    [InlineData(0.22488, "agrees")] // within half a unit of the last digit
    [InlineData(0.2250, "differs by -0.0250")]
    [InlineData(0.1750, "differs by +0.0250")]
    [InlineData(0.1752, "agrees")]
    public void Verdict_ShouldBeWhetherThePublishedFigureLiesInTheInterval_WidenedByHalfAUnitOfItsLastDigit(double published, string verdict)
    {
        new Reproduced(Values, published).Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void OneSeed_ShouldHaveNoIntervalAndNoVerdict_NorWhatWasNotPublished()
    {
        var one = new Reproduced([0.3], 0.3);
        (one.Deviation, one.Interval, one.Verdict).ShouldBe((null, null, ""));
        new Reproduced(Values).Verdict.ShouldBe("");
    }

    [Fact]
    public void Text_ShouldHaveMeanDeviationIntervalAndWhatWasPublished()
    {
        Numbers.Text(new Reproduced(Values, 0.1)).ShouldBe("0.2000 ± 0.0100 [0.1752, 0.2248] · paper 0.1000 · differs by +0.1000");
        Numbers.Text(new Reproduced([8.26]), decimals: 1).ShouldBe("8.3");
        Numbers.Text(null).ShouldBe("–");
    }
}
