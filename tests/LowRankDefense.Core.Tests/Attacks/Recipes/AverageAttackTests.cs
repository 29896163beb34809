using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class AverageAttackTests : AttackContract
{
    private static readonly float[] HalfStars = [0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4];

    protected override IAttack Create() => new AverageAttack();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Values_ShouldFollowTheMeanAndDeviationOfEachItem(int item)
    {
        var genuine = Opinions();
        double[] values = [.. ValuesOf(genuine, item).Select(v => (double)v)];
        var deviation = Math.Sqrt(values.Average(v => Math.Pow(v - values.Average(), 2)));

        var fakes = Generate(genuine, All(4_000));

        var counts = new int[HalfStars.Length];
        foreach (var value in ValuesOf(fakes, item))
            counts[Array.IndexOf(HalfStars, value)]++;
        counts.ShouldFit(Frequencies.RoundedNormal(HalfStars, values.Average(), deviation));
    }

    [Fact]
    public void Values_ShouldBeTheOne_WhenAllUsersAgree() => ValuesOf(Generate(Opinions(), All(100)), 3).ShouldAllBe(value => value == 3f);

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

    // Item 0 is loathed, item 1 loved, opinions on item 2 are divided, all agree on item 3; item 4 is the target.
    private static CsrMatrix Opinions()
    {
        var random = new SeededRandom(5);
        var entries = new List<(int, int, float)> { (0, 4, 2f) };
        for (var user = 0; user < 300; user++)
        {
            entries.Add((user, 0, HalfStars[(int)(8 * Math.Pow(random.NextDouble(), 2))]));
            entries.Add((user, 1, HalfStars[7 - (int)(8 * Math.Pow(random.NextDouble(), 2))]));
            entries.Add((user, 2, HalfStars[random.NextInt(8)]));
            entries.Add((user, 3, 3f));
        }

        return CsrMatrix.FromEntries(300, 5, entries);
    }

    private static AttackOptions All(int count) =>
        new()
        {
            Count = count,
            Targets = [4],
            FillerItems = 4,
        };

    private static float[] ValuesOf(CsrMatrix profiles, int item) => profiles.Transpose().ValuesOf(item).ToArray();
}
