using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Detection;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public class PrefixResultTests
{
    [Fact]
    public void Threshold_ShouldBeWhatTheBudgetOfGenuineUsersIsEverAbove_AndWhoWasFoundStaysFound()
    {
        // The largest of each genuine user: 3, 2, 1, 0; a quarter is above 2.
        double[][] genuine =
        [
            [3, 2, 0, -1],
            [0, 1, 1, 0],
        ];
        double[][] fakes =
        [
            [1, 5],
            [2.5, 0],
        ];

        var found = PrefixResult.Of(fakes, genuine, budget: 0.25);

        found.Genuine.ShouldBe([0.25, 0.25]);
        found.Fakes.ShouldBe([0.5, 1], "the second stays found though it is below with more clicks");
    }

    [Fact]
    public void Delays_ShouldBeCountedUpToEachNumberOfClicks()
    {
        var found = PrefixResult.Of([8, 20, null, 9], [null, null, 30, null, null], [8, 10, int.MaxValue]);

        found.Fakes.ShouldBe([0.25, 0.5, 0.75]);
        found.Genuine.ShouldBe([0, 0, 0.2]);
    }
}
