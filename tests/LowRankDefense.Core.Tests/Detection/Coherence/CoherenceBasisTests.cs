using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public class CoherenceBasisTests
{
    private const int Users = 16;
    private const int Items = 10;

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, 0.7694823954919685)]
    [InlineData(new[] { 0, 4, 8 }, -0.7270869850974093)]
    [InlineData(new[] { 3, 4, 5, 6 }, 0.235208921482442)]
    [InlineData(new[] { 1, 2, 5, 7, 9 }, -0.36397801158219767)]
    public void Score_ShouldBeThatOfADenseComputationInDoublePrecision(int[] items, double expected)
    {
        // Golden numbers: NumPy 1.24, numpy.linalg.svd of the whole matrix.
        var basis = CoherenceBasis.Learn(Small(), rank: 3, new SeededRandom(1)).ShouldNotBeNull();

        basis.Score(items).ShouldBe(expected, 1e-4);
    }

    [Fact]
    public void GenuineUsers_ShouldBeMoreCoherentThanRandomOnes()
    {
        var (profiles, _) = Communities.Draw(600, 0, seed: 1);
        var basis = CoherenceBasis.Learn(profiles.SelectRows([.. Enumerable.Range(0, 300)]), rank: 12, new SeededRandom(1)).ShouldNotBeNull();
        var random = new SeededRandom(2);

        var genuine = Enumerable.Range(300, 300).Select(u => basis.Score(profiles.ColumnsOf(u))).ToArray();
        var drawn = Enumerable.Range(0, 300).Select(_ => basis.Score(Draw(random, profiles.Columns))).ToArray();

        drawn.Max().ShouldBeLessThan(genuine.Order().ElementAt(3), "at most 1 % of the genuine users are as odd");
    }

    [Fact]
    public void ItemsOfNobody_ShouldCountAsClickedByNobody_AndShortProfilesHaveNoScore()
    {
        var basis = CoherenceBasis.Learn(Small(), rank: 3, new SeededRandom(1)).ShouldNotBeNull();

        double.IsFinite(basis.Score([0, 1, Items, Items + 5])).ShouldBeTrue();
        double.IsFinite(basis.Score([Items, Items + 1, Items + 2])).ShouldBeTrue();
        basis.Score([0, 1]).ShouldBe(double.NaN);
    }

    [Fact]
    public void ProfilesOfTooFewDirections_ShouldGiveNoBasis()
    {
        var same = CsrMatrix.FromEntries(8, 4, [.. Enumerable.Range(0, 8).SelectMany(u => Enumerable.Range(0, 4).Select(i => (u, i, 1f)))]);

        CoherenceBasis.Learn(same, rank: 3, new SeededRandom(1)).ShouldBeNull();
    }

    private static CsrMatrix Small() =>
        CsrMatrix.FromEntries(
            Users,
            Items,
            [
                .. Enumerable
                    .Range(0, Users)
                    .SelectMany(u =>
                        Enumerable.Range(0, Items).Where(i => ((u * 7) + (i * 3) + (u * i)) % 5 < 2 || u / 4 == i / 3).Select(i => (u, i, 1f))
                    ),
            ]
        );

    private static int[] Draw(SeededRandom random, int items)
    {
        var drawn = new SortedSet<int>();
        while (drawn.Count < 20)
            drawn.Add(random.NextInt(items));
        return [.. drawn];
    }
}
