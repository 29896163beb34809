using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class TemplateAttackTests : AttackContract
{
    private const int Fillers = 20;
    private const int Items = 2_000;

    protected override IAttack Create() => new TemplateAttack();

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Fakes_ShouldShareOneList_ButForTheNoise(double noise)
    {
        var fakes = Attack(noise);

        var holders = new int[Items];
        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            foreach (var item in FillersOf(fakes, fake, 0))
                holders[item]++;
        }

        var list = holders.OrderDescending().Take(Fillers).ToArray();
        // Each item of the list is kept with a chance of 1 − noise; popular ones come back as noise now and then.
        list.Average().ShouldBe((1 - noise) * fakes.Rows, 0.05 * fakes.Rows);
        holders.OrderDescending().Skip(Fillers).Max().ShouldBeLessThan(noise == 0 ? 1 : fakes.Rows / 5);
    }

    [Fact]
    public void List_ShouldBeAnother_InEachCampaign() =>
        FillersOf(Attack(0, seed: 4), 0, 0).Intersect(FillersOf(Attack(0, seed: 5), 0, 0)).Count().ShouldBeLessThan(Fillers / 2);

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Noise_ShouldBeRefused_WhenItIsNoShare(double noise) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new TemplateAttack(noise)).ParamName.ShouldBe("noise");

    // Every item was clicked by two users.
    private static CsrMatrix Attack(double noise, ulong seed = 3) =>
        new TemplateAttack(noise).Generate(
            CsrMatrix.FromEntries(
                200,
                Items,
                [.. Enumerable.Range(0, 2 * Items).Select(e => (((e % Items) + (e / Items * 100)) % 200, e % Items, 1f))]
            ),
            new AttackOptions
            {
                Count = 200,
                Targets = [0],
                FillerItems = Fillers,
            },
            new SeededRandom(seed)
        );
}
