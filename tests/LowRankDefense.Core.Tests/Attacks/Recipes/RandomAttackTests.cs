using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class RandomAttackTests : AttackContract
{
    private static readonly float[] Stars = [1, 2, 3, 4, 5];

    protected override IAttack Create() => new RandomAttack();

    [Fact]
    public void Fillers_ShouldBeUniformOverTheOtherItems()
    {
        var fakes = Generate(
            AttackData.Implicit(),
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
        counts.ShouldFit([.. Enumerable.Range(0, 60).Select(i => i == 7 ? 0.0 : 1.0)]);
    }

    [Fact]
    public void Values_ShouldFollowTheGlobalMeanAndDeviation_WhateverTheItem()
    {
        var genuine = AttackData.Ratings(Stars);
        double[] values = [.. genuine.Values.ToArray().Select(v => (double)v)];
        var deviation = Math.Sqrt(values.Average(v => Math.Pow(v - values.Average(), 2)));

        var fakes = Generate(
            genuine,
            new AttackOptions
            {
                Count = 1_000,
                Targets = [7],
                FillerItems = 20,
            }
        );

        var counts = new int[5];
        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            foreach (var item in FillersOf(fakes, fake, 7))
                counts[Array.IndexOf(Stars, ValueOf(fakes, fake, item))]++;
        }

        counts.ShouldFit(Frequencies.RoundedNormal(Stars, values.Average(), deviation));
    }
}
