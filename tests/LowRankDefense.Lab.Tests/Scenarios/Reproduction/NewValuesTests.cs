using LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Lab.Tests.Scenarios.Reproduction;

public class NewValuesTests
{
    // Rank one but for the missing cells, which a reconstruction of rank one fills in.
    private static readonly CsrMatrix Observed = CsrMatrix.FromEntries(
        4,
        5,
        [.. from r in Enumerable.Range(0, 4) from c in Enumerable.Range(0, 5) where (r + c) % 3 != 0 select (r, c, (float)((r + 1) * (c + 1)))]
    );

    private static readonly TruncatedSvd Space = RandomizedSvd.Compute(Observed, new RandomizedSvdOptions { Rank = 1 }, new SeededRandom(1));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ObservedCells_ShouldStayAsTheyAre_AndNewOnesBeAsManyAsTheShareSays(bool strongestFirst)
    {
        var news = new NewValues(Observed, Space);
        var missing = 20 - Observed.NonZeros;

        news.Add(0, strongestFirst, new SeededRandom(1)).NonZeros.ShouldBe(Observed.NonZeros);
        news.Add(1, strongestFirst, new SeededRandom(1)).NonZeros.ShouldBe(20);
        var half = news.Add(0.5, strongestFirst, new SeededRandom(1));

        half.NonZeros.ShouldBe(Observed.NonZeros + (int)Math.Round(0.5 * missing));
        for (var r = 0; r < 4; r++)
        for (var e = 0; e < Observed.CountOf(r); e++)
            half.ValuesOf(r)[half.ColumnsOf(r).BinarySearch(Observed.ColumnsOf(r)[e])].ShouldBe(Observed.ValuesOf(r)[e]);
    }

    [Fact]
    public void NewCells_ShouldHaveTheValueOfTheReconstruction_TheStrongestFirst()
    {
        var one = new NewValues(Observed, Space).Add(1.0 / 7, strongestFirst: true, new SeededRandom(1));

        var strongest = Cells(one).Except(Cells(Observed)).Single();
        float Reconstructed(int r, int c) => Space.Left[r, 0] * Space.SingularValues[0] * Space.Right[c, 0];
        var expected = Cells(new NewValues(Observed, Space).Add(1, strongestFirst: true, new SeededRandom(1)))
            .Except(Cells(Observed))
            .MaxBy(cell => Reconstructed(cell.Row, cell.Column));
        (strongest.Row, strongest.Column).ShouldBe((expected.Row, expected.Column));
        strongest.Value.ShouldBe(Reconstructed(strongest.Row, strongest.Column), 1e-4f);
    }

    [Fact]
    public void RandomOrder_ShouldBeThatOfItsSeed()
    {
        var news = new NewValues(Observed, Space);

        Cells(news.Add(0.5, strongestFirst: false, new SeededRandom(1))).ShouldBe(Cells(news.Add(0.5, strongestFirst: false, new SeededRandom(1))));
        Enumerable
            .Range(0, 5)
            .Select(seed => string.Join(' ', Cells(news.Add(0.5, strongestFirst: false, new SeededRandom((ulong)seed)))))
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBeGreaterThan(1);
    }

    private static List<(int Row, int Column, float Value)> Cells(CsrMatrix matrix) =>
        [
            .. from r in Enumerable.Range(0, matrix.Rows)
            from e in Enumerable.Range(0, matrix.CountOf(r))
            select (r, matrix.ColumnsOf(r)[e], matrix.ValuesOf(r)[e]),
        ];
}
