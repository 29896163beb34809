using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Verdicts;

public class VerdictPolicyTests
{
    private static readonly VerdictPolicy Policy = new(new VerdictOptions { MinimumEvents = 8, ReinstatementFactor = 2 });

    [Theory]
    [InlineData(UserStatus.Probation, 8, 1.0f, Classification.Genuine)]
    [InlineData(UserStatus.Probation, 8, 1.01f, Classification.Fake)]
    [InlineData(UserStatus.Probation, 7, 9f, Classification.Undecided)]
    [InlineData(UserStatus.Admitted, 8, 1.01f, Classification.Fake)]
    [InlineData(UserStatus.Admitted, 7, 1.01f, Classification.Undecided)]
    [InlineData(UserStatus.Quarantined, 8, 0.71f, Classification.Fake)]
    [InlineData(UserStatus.Quarantined, 8, 0.69f, Classification.Genuine)]
    [InlineData(UserStatus.Quarantined, 1, 0.69f, Classification.Genuine)]
    public void OneDetector_ShouldDecideByItsThreshold_WithHysteresisForTheQuarantined(
        UserStatus status,
        int length,
        float score,
        Classification expected
    )
    {
        Policy.Classify(status, length, [Says(score)]).ShouldBe(new Decision(expected, 0));
    }

    [Fact]
    public void NoDetector_ShouldDecideNothing()
    {
        Policy.Classify(UserStatus.Quarantined, 100, []).ShouldBe(new Decision(Classification.Undecided, -1));
    }

    [Fact]
    public void OneOfSeveral_ShouldBeEnough_AndBeNamed()
    {
        Policy
            .Classify(UserStatus.Admitted, 20, [Says(0.5f, p: 0.0001), Says(1.5f, p: 0.02), Says(0f)])
            .ShouldBe(new Decision(Classification.Fake, 1));
        Policy.Classify(UserStatus.Admitted, 20, [Says(1.5f, p: 0.02), Says(0.5f, p: 0.0001)]).ShouldBe(new Decision(Classification.Fake, 0));
    }

    [Fact]
    public void MostSuspicious_ShouldBeNamed_WhenSeveralAreAboveTheirThreshold()
    {
        Policy.Classify(UserStatus.Admitted, 20, [Says(9f, p: 0.01), Says(1.5f, p: 0.001)]).Deciding.ShouldBe(1);
        Policy.Classify(UserStatus.Admitted, 20, [Says(9f, p: 0.01), Says(1.5f, p: 0.01)]).Deciding.ShouldBe(0, "the larger margin breaks the tie");
        Policy
            .Classify(UserStatus.Admitted, 20, [Says(9f, p: double.NaN), Says(1.5f, p: 0.5)])
            .Deciding.ShouldBe(1, "an unknown p-value counts as 1");
    }

    [Fact]
    public void SeveralThatAreNotSure_ShouldConvictTogether_WithinABudgetOfTheirOwn()
    {
        Assessment[] both = [Says(0.9f, p: 0.001), Says(0.8f, p: 0.001)];

        // e^−s (1 + s) with s = −ln 10⁻⁶
        var joint = 1e-6 * (1 + Math.Log(1e6));
        JointEvidence.PValue(both).ShouldBe(joint, 1e-12);
        Policy.Classify(UserStatus.Admitted, 20, both).ShouldBe(new Decision(Classification.Fake, 0));
        Policy.Classify(UserStatus.Admitted, 7, both).Class.ShouldBe(Classification.Undecided, "as short as before");
        new VerdictPolicy(new VerdictOptions { JointBudget = 0 }).Classify(UserStatus.Admitted, 20, both).Class.ShouldBe(Classification.Genuine);
        Policy
            .Classify(UserStatus.Admitted, 20, [both[0], Says(0f, p: 0.5)])
            .Class.ShouldBe(Classification.Genuine, "one alone has its own threshold");
        Policy.Classify(UserStatus.Admitted, 20, [both[0], Says(0f, double.NaN)]).Class.ShouldBe(Classification.Genuine);
    }

    [Fact]
    public void Clean_ShouldBeWhoNobodySpeaksAgainst_AloneOrTogether()
    {
        Policy.IsClean([]).ShouldBeTrue("the guard fails open");
        Policy.IsClean([Says(0.9f, p: 0.001), Says(0.8f, p: 0.5)]).ShouldBeTrue();
        Policy.IsClean([Says(1.01f)]).ShouldBeFalse();
        Policy.IsClean([Says(0.9f, p: 0.001), Says(0.8f, p: 0.001)]).ShouldBeFalse();
    }

    [Fact]
    public void QuarantinedTogether_ShouldBeReinstated_WhenTwiceAsUnsuspicious()
    {
        Assessment[] at = [Says(0.5f, p: 0.002), Says(0.5f, p: 0.0045)];

        JointEvidence.PValue(at).ShouldBeInRange(1e-4, 2e-4);
        Policy.Classify(UserStatus.Admitted, 20, at).Class.ShouldBe(Classification.Genuine);
        Policy.Classify(UserStatus.Quarantined, 20, at).Class.ShouldBe(Classification.Fake);
    }

    [Fact]
    public void JointPValues_ShouldBeNoSmallerThanTheySay_WhereDetectorsAreIndependent()
    {
        var random = new SeededRandom(4);
        const int users = 200_000;
        var below = new int[3];
        for (var u = 0; u < users; u++)
        {
            var joint = JointEvidence.PValue([Says(0f, p: random.NextDouble()), Says(0f, p: random.NextDouble())]);
            for (var b = 0; b < below.Length; b++)
                below[b] += joint < Math.Pow(10, -2 - b) ? 1 : 0;
        }

        for (var b = 0; b < below.Length; b++)
            ((double)below[b] / users).ShouldBeLessThan(1.3 * Math.Pow(10, -2 - b), $"budget 10^{-2 - b}");
        below[2].ShouldBeGreaterThan(0, "else nothing was tried");
    }

    [Fact]
    public void Quarantined_ShouldBeReinstated_OnlyWhenEveryDetectorClearsThem()
    {
        Policy.Classify(UserStatus.Quarantined, 20, [Says(0.5f), Says(0.9f)]).ShouldBe(new Decision(Classification.Fake, 1));
        Policy.Classify(UserStatus.Quarantined, 20, [Says(0.5f), Says(0.69f)]).Class.ShouldBe(Classification.Genuine);
    }

    [Fact]
    public void Quarantined_ShouldBeReinstatedBelowTheThreshold_WhenNoPValueIsKnown()
    {
        Policy.Classify(UserStatus.Quarantined, 20, [Says(0.99f, double.NaN)]).Class.ShouldBe(Classification.Genuine);
        Policy.Classify(UserStatus.Quarantined, 20, [Says(1.01f, double.NaN)]).Class.ShouldBe(Classification.Fake);
    }

    // p = 10^−score, unless said otherwise; the threshold is 1: twice its p-value is that of a score of 0.699.
    private static Assessment Says(float score, double? p = null) =>
        new(new StubDetector { PValueOf = s => p is { } known ? known : Math.Pow(10, -s) }, score, 1f, p ?? Math.Pow(10, -score), 20);
}
