using LowRankDefense.Lab.Scenarios.Demo;

namespace LowRankDefense.Lab.Tests.Scenarios.Demo;

public class DefaultBudgetTests
{
    [Fact]
    public void Budget_ShouldBeTheSumOfThoseOfTheDetectors() => DefaultBudget.Expected(5_000).ShouldBe((5_000 * 0.0005) + 1, 1e-12);

    // P(X ≤ 6) = 0.935, P(X ≤ 7) = 0.973 for X ~ Poisson(3.5)
    [Fact]
    public void Most_ShouldBeTheQuantileOfPoisson() => DefaultBudget.Most(5_000).ShouldBe(7);
}
