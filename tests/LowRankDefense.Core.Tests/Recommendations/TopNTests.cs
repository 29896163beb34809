using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Recommendations;

public class TopNTests
{
    [Property(MaxTest = 30)]
    public Property Lists_ShouldEqualBruteForce_ForAnyShape() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt>(),
            seed =>
            {
                var random = new SeededRandom((ulong)seed.Get);
                var (users, items, n) = (1 + random.NextInt(120), 1 + random.NextInt(1200), random.NextInt(30));
                var model = Coarse(users, items, random);
                var seen = Seen(users, items, random);

                var lists = TopN.Compute(model, seen, n);

                for (var u = 0; u < users; u++)
                    lists.ItemsOf(u).ToArray().ShouldBe(BruteForce(model, seen, u, n));
            }
        );

    [Fact]
    public void Ties_ShouldGoToTheSmallerItem()
    {
        var model = new FactorModel(new DenseMatrix(1, 1, [1f]), new DenseMatrix(6, 1, [1f, 2f, 1f, 2f, 1f, 0f]));

        var lists = TopN.Compute(model, CsrMatrix.FromEntries(1, 6, []), 4);

        lists.ItemsOf(0).ToArray().ShouldBe([1, 3, 0, 2]);
        lists.ScoresOf(0).ToArray().ShouldBe([2f, 2f, 1f, 1f]);
    }

    [Fact]
    public void List_ShouldBeShorter_WhenLittleIsUnseen()
    {
        var model = new FactorModel(new DenseMatrix(1, 1, [1f]), new DenseMatrix(3, 1, [1f, 2f, 3f]));

        var lists = TopN.Compute(model, CsrMatrix.FromEntries(1, 3, [(0, 0, 1f), (0, 2, 1f)]), 3);

        lists.ItemsOf(0).ToArray().ShouldBe([1]);
    }

    [Fact]
    public void Lists_ShouldBeRefused_WhenSeenItemsBelongToAnotherModel() =>
        Should
            .Throw<ArgumentException>(() => TopN.Compute(Coarse(3, 4, new SeededRandom(1)), CsrMatrix.FromEntries(3, 5, []), 2))
            .Message.ShouldContain("3 × 5");

    // Factors of few distinct values: sums are exact and ties are many.
    private static FactorModel Coarse(int users, int items, SeededRandom random)
    {
        var model = FactorModel.Gaussian(users, items, 3, 1.0, random);
        foreach (ref var x in model.Users.Data)
            x = MathF.Round(x);
        foreach (ref var x in model.Items.Data)
            x = MathF.Round(x);
        return model;
    }

    private static CsrMatrix Seen(int users, int items, SeededRandom random)
    {
        var entries = Enumerable.Range(0, users * 5).Select(_ => (random.NextInt(users), random.NextInt(items), 1f)).ToList();
        return CsrMatrix.FromEntries(users, items, entries);
    }

    private static int[] BruteForce(FactorModel model, CsrMatrix seen, int user, int n)
    {
        int[] own = [.. seen.ColumnsOf(user)];
        return [.. Enumerable.Range(0, model.Items.Rows).Except(own).OrderByDescending(i => model.Score(user, i)).ThenBy(i => i).Take(n)];
    }

    [Fact]
    public void Lists_ShouldBeKeptAsTheyCome_WhenTheyComeFromElsewhere()
    {
        var lists = RecommendationTable.Of(
            [
                [3, 1, 2],
                [],
                [4],
            ],
            length: 2
        );

        lists.ItemsOf(0).ToArray().ShouldBe([3, 1]);
        lists.ItemsOf(1).Length.ShouldBe(0);
        lists.ItemsOf(2).ToArray().ShouldBe([4]);
    }
}
