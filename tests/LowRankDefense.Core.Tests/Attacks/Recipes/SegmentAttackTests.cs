using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class SegmentAttackTests : AttackContract
{
    private const int Target = 299;

    protected override IAttack Create() => new SegmentAttack();

    [Fact]
    public void Fakes_ShouldShareOneSegment_WhenTheyAreOfOneCampaign()
    {
        var fakes = Campaign(seed: 1);

        Enumerable.Range(0, fakes.Rows).Select(f => SegmentOf(fakes, f)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Campaigns_ShouldChooseSegmentsByPopularity()
    {
        // Ten communities of the same number of interactions: each is as likely.
        var counts = new int[10];
        for (var seed = 0; seed < 400; seed++)
            counts[SegmentOf(Campaign((ulong)seed), 0)]++;

        counts.ShouldFit([.. Enumerable.Repeat(1.0, 10)]);
    }

    [Fact]
    public void Fillers_ShouldComeFromTheSegmentByHalf()
    {
        const int count = 10_000;
        var segment = SegmentOf(Campaign(seed: 1), 0);
        segment.ShouldNotBe(Target / 30);

        // The segment is settled before the first fake: one seed, one segment.
        var fakes = Campaign(seed: 1, count, fillers: 1);

        // Half from the segment, half from all 300 items, 30 of them in the segment; the target, one of the other 270, is drawn again.
        var inSegment = Enumerable.Range(0, count).Count(f => FillersOf(fakes, f, Target).Single() / 30 == segment);
        int[] counts = [inSegment, count - inSegment];
        counts.ShouldFit([0.5 + (0.5 * 30 / 300), 0.5 * 269 / 300]);
    }

    private CsrMatrix Campaign(ulong seed, int count = 40, int fillers = 20) =>
        Generate(
            AttackData.Communities(),
            new AttackOptions
            {
                Count = count,
                Targets = [Target],
                FillerItems = fillers,
            },
            seed
        );

    // The community with the most fillers: of twenty, ten or more come from the segment, one or so from each of the others.
    private static int SegmentOf(CsrMatrix fakes, int fake) => FillersOf(fakes, fake, Target).GroupBy(i => i / 30).MaxBy(g => g.Count())!.Key;
}
