using System.Text;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Verdicts;

public class VerdictWriterTests
{
    [Fact]
    public void Verdict_ShouldNameWhoDecidedAndWhy()
    {
        var verdict = new Verdict("u", UserStatus.Quarantined, new Assessment(new StubDetector(), 3f, 2.5f, 0.25, 9), 9, [new("i", 1.5f)], 17);

        Text(verdict)
            .ShouldBe(
                """{"user":"u","verdict":"fake","score":3,"threshold":2.5,"pValue":0.25,"detector":"stub","model":"stub-1","profileLength":9,"items":[{"item":"i","weight":1.5}],"timestamp":17}"""
            );
    }

    [Fact]
    public void Verdict_ShouldLeaveOut_WhatNobodyKnows()
    {
        Text(new Verdict("u", UserStatus.Admitted, Deciding: null, 2, [], 17))
            .ShouldBe("""{"user":"u","verdict":"unscored","profileLength":2,"items":[],"timestamp":17}""");
        Text(new Verdict("u", UserStatus.Admitted, new Assessment(new StubDetector(), 1f, 2.5f, double.NaN, 2), 2, [], 17))
            .ShouldBe(
                """{"user":"u","verdict":"genuine","score":1,"threshold":2.5,"detector":"stub","model":"stub-1","profileLength":2,"items":[],"timestamp":17}"""
            );
    }

    [Fact]
    public void Verdict_ShouldNameTheCampaign_BesideTheModel()
    {
        Text(new Verdict("u", UserStatus.Quarantined, new Assessment(new StubDetector(), 3f, 2.5f, 0.25, 9), 9, [], 17, "spring"))
            .ShouldContain(""","model":"stub-1","campaign":"spring","profileLength":9,""");
    }

    [Fact]
    public void Fake_ShouldBeToldWithWhatEveryDetectorSaid_TheMostSuspiciousFirst()
    {
        var (deciding, other) = (
            new Assessment(new StubDetector("second"), 3f, 2.5f, 0.25, 9),
            new Assessment(new StubDetector("first"), 1f, 2f, 0.5, 9)
        );
        var verdict = new Verdict("u", UserStatus.Quarantined, deciding, 9, [], 17) { Evidence = [other, deciding] };

        Text(verdict)
            .ShouldContain(
                """
                "evidence":[{"detector":"second","score":3,"threshold":2.5,"pValue":0.25},{"detector":"first","score":1,"threshold":2,"pValue":0.5}]
                """.Trim()
            );
        Text(verdict with { Status = UserStatus.Admitted }).ShouldNotContain("evidence");
    }

    private static string Text(Verdict verdict) => Encoding.UTF8.GetString(VerdictWriter.Write(verdict));
}
