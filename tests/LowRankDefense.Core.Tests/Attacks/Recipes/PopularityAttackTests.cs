using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class PopularityAttackTests : AttackContract
{
    protected override IAttack Create() => new PopularityAttack();

    [Fact]
    public void Fillers_ShouldBeProportionalToPopularity()
    {
        var genuine = AttackData.Implicit();
        var popularity = new double[60];
        foreach (var item in genuine.ColumnIndices)
            popularity[item]++;

        var fakes = Generate(
            genuine,
            new AttackOptions
            {
                Count = 20_000,
                Targets = [7],
                FillerItems = 1,
            }
        );

        var counts = new int[60];
        for (var fake = 0; fake < fakes.Rows; fake++)
            counts[FillersOf(fakes, fake, 7).Single()]++;
        popularity[7] = 0;
        counts.ShouldFit(popularity);
    }
}
