using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public sealed class CampaignContractTests : DetectorContract
{
    protected override string Family => CampaignDetector.FamilyName;

    // Of items that users of the first community have: more than one word of bits, and one item in both.
    protected override IDetector Create() =>
        new CampaignDetector(
            "contract-1",
            [Campaign("one", first: 0, items: 30, new CoreRule(3, 0)), Campaign("two", first: 25, items: 6, new CoreRule(2, 1.5))],
            threshold: 10f
        );

    private static CampaignModel Campaign(string name, int first, int items, CoreRule rule) =>
        new(name, 1, [.. Enumerable.Range(first, items).Select(i => new TellingItem($"item-{i}", 0.9, 0.001, IsCore: i % 2 == 0))], rule);
}
