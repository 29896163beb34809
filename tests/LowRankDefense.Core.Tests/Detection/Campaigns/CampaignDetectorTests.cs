using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class CampaignDetectorTests
{
    private static readonly CoreRule MostOfIt = new(3, 0);
    private static readonly string[] Targets = ["t-0", "t-1", "t-2", "t-3", "t-4"];

    [Fact]
    public void Evidence_ShouldBeTheLikelihoodRatio_OfMemberAndBackground()
    {
        var detector = Detector(Pushing("spring", 0.9, 0.001, Targets));

        var assessment = Assess(detector, [.. Targets[..4], "x", "y"]);

        // b = 1 − exp(−6 · 0.001)
        var background = 1 - Math.Exp(-0.006);
        var expected = (4 * Math.Log(0.9 / background)) + Math.Log(0.1 / (1 - background));
        assessment.Score.ShouldBe((float)expected, 1e-4f);
        assessment.PValue.ShouldBe(Math.Exp(-expected), 1e-9);
        assessment.Margin.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Profile_ShouldBeCountedAmongTheCampaignThatItMostLikelyBelongsTo()
    {
        var detector = Detector(Pushing("spring", 0.9, 0.001, Targets), Pushing("autumn", 0.9, 0.001, "t-4", "u-0", "u-1", "u-2"));

        CampaignOf(detector, "t-4", "u-0", "u-1").ShouldBe("autumn");
        CampaignOf(detector, [.. Targets, "u-0"]).ShouldBe("spring");
        CampaignOf(detector, "x", "y").ShouldBeNull("it has nothing of either");
    }

    [Fact]
    public void TooLittleOfTheCore_ShouldNeverConvict_WhateverSurroundsIt()
    {
        TellingItem[] surroundings = [.. Enumerable.Range(0, 30).Select(i => new TellingItem($"s-{i}", 0.9, 0.0001, IsCore: false))];
        TellingItem[] core = [.. Targets.Select(t => new TellingItem(t, 0.9, 0.0001, IsCore: true))];
        var detector = Detector(new CampaignModel("theme", 1, [.. core, .. surroundings], MostOfIt));
        string[] around = [.. surroundings.Select(s => s.Item)];

        Assess(detector, [.. around, .. Targets[..2]]).Margin.ShouldBe(0f);
        Assess(detector, [.. around, .. Targets[..3]]).Margin.ShouldBeGreaterThan(0);
        Assess(detector, around).Score.ShouldBe(0f, "a campaign of whose core nothing is there says nothing");
        Assess(detector, [.. around, Targets[0]]).Score.ShouldBe(0f, "nor with one item of it");
    }

    [Fact]
    public void WhoHasAsMuchOfTheCoreAsTheRuleAsksFor_ShouldBeCreditedWhatItSays_AndNobodyElse()
    {
        var plain = Pushing("spring", 0.4, 0.001, Targets);
        var detector = Detector(new CampaignModel("spring", 1, plain.Items, new CoreRule(2, 4)));

        Assess(detector, [.. Targets[..2], "x"]).Score.ShouldBe(Assess(Detector(plain), [.. Targets[..2], "x"]).Score + 4f, 1e-4f);
        Assess(detector, Targets[0], "x", "y")
            .Score.ShouldBe(
                Assess(Detector(plain), [.. Targets[..2], "x"]).Score - (float)Math.Log(0.4 / 0.6) + (float)Math.Log(0.003 / 0.997),
                0.01f,
                "one item is evidence, with no credit"
            );
    }

    [Fact]
    public void DetectorStoredBeforeCampaignsHadRules_ShouldHaveTheOneRuleForAll()
    {
        var old = new CampaignPayload
        {
            Version = "v",
            Threshold = 10f,
            CoreItems = 3,
            Names = ["spring"],
            Since = [1],
            Counts = [1],
            Items = ["t-0"],
            Rates = [0.9],
            Shares = [0.001],
            Core = [true],
        };

        var read = (CampaignDetector)new CampaignCodec().Decode(SealedBytes.Seal([.. "LRDC"u8, 1], old));

        read.Campaigns.ShouldHaveSingleItem().Rule.ShouldBe(MostOfIt);
    }

    [Fact]
    public void BusyUser_ShouldBeNoSuspect_ForHavingWhatManyHave()
    {
        var detector = Detector(Pushing("popular", 0.9, 0.004, Targets));
        string[] busy = [.. Targets, .. Enumerable.Range(0, 600).Select(i => $"x-{i}")];

        Assess(detector, busy).Margin.ShouldBeLessThan(0);
        Assess(detector, [.. Targets, "x-0"]).Margin.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void BackgroundUsers_ShouldGoBeyondAThreshold_AtNoTimeOfTheirLives_MoreOftenThanVilleAllows()
    {
        // Items so popular that chance has a fair go, and thresholds so low that excess would show.
        string[] items = [.. Enumerable.Range(0, 12).Select(i => $"i-{i}")];
        var detector = Detector(threshold: 50f, Pushing("noise", 0.6, 0.02, items));
        var random = new SeededRandom(5);
        var peaks = new float[20_000];
        for (var u = 0; u < peaks.Length; u++)
            peaks[u] = Peak(detector, items, random);

        foreach (var t in new[] { 2f, 4f, 6f })
            ((double)peaks.Count(p => p >= t) / peaks.Length).ShouldBeLessThan(Math.Exp(-t), $"beyond {t} nats");
        peaks.Count(p => p >= 2f).ShouldBeGreaterThan(0, "else nothing was tried");
    }

    [Fact]
    public void Budget_ShouldAskForMoreEvidence_WhereManyAreJudged()
    {
        var options = new CampaignOptions { ExpectedFalsePositives = 0.5 };

        CampaignBudget.Threshold(options, 1_000_000, 16).ShouldBe(Math.Log(32_000_000), 1e-12);
        CampaignBudget.Threshold(options, 100, 0).ShouldBe(options.Nats, "never below the least");
    }

    [Fact]
    public void DetectorWithoutCampaigns_ShouldFindNobodyFake_AndSurviveTheRoundTrip()
    {
        var none = (CampaignDetector)new CampaignCodec().Decode(new CampaignCodec().Encode(Detector()));

        none.Campaigns.ShouldBeEmpty();
        Assess(none, Targets).Margin.ShouldBeLessThan(0);
    }

    [Fact]
    public void PartsThatDoNotFit_ShouldBeRefused_ByName()
    {
        var spring = Pushing("spring", 0.9, 0.001, Targets);

        Should.Throw<ArgumentException>(() => Pushing("spring", 1.5, 0.001, "t")).Message.ShouldContain("'t' with rate 1.5");
        Should.Throw<ArgumentException>(() => Pushing("spring", 0.5, 0.001, "t", "t")).Message.ShouldContain("an item twice");
        Should.Throw<ArgumentException>(() => new CampaignModel("spring", 1, [], MostOfIt)).Message.ShouldContain("no core");
        Should.Throw<ArgumentException>(() => Detector(spring, spring)).Message.ShouldContain("one name");
        Should.Throw<ArgumentException>(() => Detector(threshold: 0f, spring)).Message.ShouldContain("above 0");
        Should.Throw<ArgumentException>(() => new CampaignModel("spring", 1, spring.Items, new CoreRule(0, 0))).Message.ShouldContain("0 core items");
        Should.Throw<ArgumentException>(() => new CampaignModel("spring", 1, spring.Items, new CoreRule(2, -1))).Message.ShouldContain("-1 nats");
    }

    private static float Peak(CampaignDetector detector, string[] items, SeededRandom random)
    {
        var (evidence, peak) = (new float[detector.EvidenceLength], 0f);
        var has = new HashSet<string>(StringComparer.Ordinal);
        for (var n = 1; n <= 60; n++)
        {
            // Each of the items has its share of the clicks; the rest are others, each once.
            var drawn = (int)(random.NextDouble() / 0.02);
            if (drawn < items.Length && has.Add(items[drawn]))
                detector.Add(evidence, items[drawn], 1f);
            peak = Math.Max(peak, detector.Score(evidence, n));
        }

        return peak;
    }

    private static CampaignModel Pushing(string name, double rate, double share, params string[] items) =>
        new(name, 1, [.. items.Select(i => new TellingItem(i, rate, share, IsCore: true))], MostOfIt);

    private static CampaignDetector Detector(params CampaignModel[] campaigns) => Detector(10f, campaigns);

    private static CampaignDetector Detector(float threshold, params CampaignModel[] campaigns) => new("v", campaigns, threshold);

    private static Assessment Assess(CampaignDetector detector, params string[] items)
    {
        var evidence = new float[detector.EvidenceLength];
        foreach (var item in items)
            detector.Add(evidence, item, 1f);
        return Assessment.Of(detector, evidence, items.Length);
    }

    private static string? CampaignOf(CampaignDetector detector, params string[] items)
    {
        var evidence = new float[detector.EvidenceLength];
        foreach (var item in items)
            detector.Add(evidence, item, 1f);
        return detector.Campaign(evidence, items.Length);
    }
}
