using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class ProbeAttackTests : AttackContract
{
    protected override IAttack Create() => new ProbeAttack();

    [Fact]
    public void Fillers_ShouldGoTogether_AsWhatARecommenderAnswersDoes()
    {
        // Ten communities share nothing: answers to three first items lie in the communities of these.
        var fakes = Generate(
            AttackData.Communities(),
            new AttackOptions
            {
                Count = 200,
                Targets = [0],
                FillerItems = 30,
            }
        );

        for (var fake = 0; fake < fakes.Rows; fake++)
            FillersOf(fakes, fake, 0).Select(i => i / 30).Distinct().Count().ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void FirstFiller_ShouldFollowPopularity()
    {
        var genuine = AttackData.Implicit();
        var statistics = new GenuineStatistics(genuine);

        var fakes = Generate(
            genuine,
            new AttackOptions
            {
                Count = 12_000,
                Targets = [7],
                FillerItems = 1,
            }
        );

        var counts = new int[60];
        for (var fake = 0; fake < fakes.Rows; fake++)
            counts[FillersOf(fakes, fake, 7).Single()]++;
        counts.ShouldFit([.. statistics.Popularity.Select((p, i) => i == 7 ? 0.0 : p)]);
    }

    [Fact]
    public void Fakes_ShouldNotBeAlike_ThoughTheyAskTheSameRecommender()
    {
        var fakes = Generate(
            AttackData.Implicit(),
            new AttackOptions
            {
                Count = 50,
                Targets = [7],
                FillerItems = 8,
            }
        );

        Enumerable.Range(0, fakes.Rows).Select(f => string.Join(' ', FillersOf(fakes, f, 7))).Distinct().Count().ShouldBeGreaterThan(45);
    }
}
