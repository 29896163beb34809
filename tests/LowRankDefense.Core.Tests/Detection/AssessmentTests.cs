using LowRankDefense.Core.Detection;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection;

public class AssessmentTests
{
    [Fact]
    public void Margin_ShouldBeWhatTheScoreHasOverTheThreshold()
    {
        With(pValue: 0.5, score: 3f, threshold: 2f).Margin.ShouldBe(1f);
        With(pValue: 0.5, score: 1f, threshold: 2f).Margin.ShouldBe(-1f);
    }

    [Theory]
    [InlineData(0.1, 0f, 0.2, 9f, true)] // The smaller p-value, whatever the margins
    [InlineData(0.2, 9f, 0.1, 0f, false)]
    [InlineData(0.1, 2f, 0.1, 1f, true)] // The larger margin where the p-values are the same
    [InlineData(0.1, 1f, 0.1, 2f, false)]
    [InlineData(0.1, 1f, 0.1, 1f, false)] // Neither, where both are the same
    [InlineData(0.9, 0f, double.NaN, 9f, true)] // Not known: taken for 1
    [InlineData(double.NaN, 9f, 0.9, 0f, false)]
    [InlineData(double.NaN, 2f, double.NaN, 1f, true)]
    [InlineData(1.0, 1f, double.NaN, 2f, false)]
    public void MoreSuspicious_ShouldGoByPValue_ThenByMargin(double ownP, float ownScore, double otherP, float otherScore, bool more)
    {
        With(ownP, ownScore).IsMoreSuspiciousThan(With(otherP, otherScore)).ShouldBe(more);
    }

    [Fact]
    public void Of_ShouldAskTheDetectorForScoreThresholdAndPValue()
    {
        var detector = new StubDetector(threshold: 1.5f) { PValueOf = score => score / 100 };

        var assessment = Assessment.Of(detector, [4f], length: 7);

        assessment.ShouldBe(new Assessment(detector, 4f, 1.5f, 0.04f, 7));
        Should.Throw<ArgumentNullException>(() => Assessment.Of(null!, [4f], 7)).ParamName.ShouldBe("detector");
    }

    private static Assessment With(double pValue, float score, float threshold = 0f) => new(new StubDetector(), score, threshold, pValue, 20);
}
