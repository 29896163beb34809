using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Recipes;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Recipes;

public sealed class ReverseBandwagonAttackTests : AttackContract
{
    private const int Target = 0;
    private const int Items = 1_000;

    protected override IAttack Create() => new ReverseBandwagonAttack();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void DislikedFillers_ShouldBeThoseThatManyRateLow_WithTheLowestValue(bool push)
    {
        var fakes = Attack(Opinions(), push);

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            // 15 of 50 are drawn from the 30 worst of the 499 that three users know; others of the known ones come by chance, 1 in 20 draws or so.
            var worst = FillersOf(fakes, fake, Target).Where(i => i is > 500 and <= 530).ToArray();
            worst.Length.ShouldBeInRange(15, 20);
            worst.Count(i => ValueOf(fakes, fake, i) == 1f).ShouldBeGreaterThanOrEqualTo(15);
        }
    }

    [Fact]
    public void DislikedFillers_ShouldBeThoseFewestClick_WhenTheDataKnowsOneValueOnly()
    {
        // Item i was clicked by 1 + i / 100 users: the ten hundreds are ten classes of popularity.
        var genuine = CsrMatrix.FromEntries(
            10,
            Items,
            [.. Enumerable.Range(0, Items).SelectMany(i => Enumerable.Range(0, 1 + (i / 100)).Select(u => (u, i, 1f)))]
        );

        var fakes = Attack(genuine, push: true);

        // 15 of 50 of the lowest class and a tenth of the other 35, where one of the bandwagon has 3.5.
        Enumerable.Range(0, fakes.Rows).Average(f => FillersOf(fakes, f, Target).Count(i => i < 100)).ShouldBe(18.5, 1);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Share_ShouldBeRefused_WhenItIsNoShare(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ReverseBandwagonAttack(share)).ParamName.ShouldBe("dislikedShare");

    // Items to 450 have one user, who loathes them; those behind 500 have three, who like them the better the higher their column.
    private static CsrMatrix Opinions() =>
        CsrMatrix.FromEntries(
            4,
            Items,
            [
                .. Enumerable.Range(0, 451).Select(i => (0, i, 1f)),
                .. Enumerable.Range(501, 499).SelectMany(i => Enumerable.Range(1, 3).Select(u => (u, i, 2f + ((i - 501) / 125)))),
            ]
        );

    private CsrMatrix Attack(CsrMatrix genuine, bool push) =>
        Generate(
            genuine,
            new AttackOptions
            {
                Count = 100,
                Targets = [Target],
                FillerItems = 50,
                Push = push,
            }
        );
}
