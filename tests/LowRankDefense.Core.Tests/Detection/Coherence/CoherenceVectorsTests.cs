using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public class CoherenceVectorsTests
{
    private const int Bases = 2;
    private readonly CsrMatrix profiles = Communities.Draw(400, 0, seed: 1).Profiles;
    private readonly DisjointBases bases;
    private readonly CoherenceVectors vectors;

    public CoherenceVectorsTests()
    {
        bases = DisjointBases.Learn(profiles, rank: 8, new SeededRandom(1)).ShouldNotBeNull();
        vectors = CoherenceVectors.Of(bases.Bases, [.. Enumerable.Range(0, profiles.Columns)]);
    }

    [Fact]
    public void CoherenceByOneBasis_ShouldBeTheMeanCosine_UpToTheNormOfOneItem()
    {
        foreach (var user in Enumerable.Range(0, 40))
        foreach (var b in Enumerable.Range(0, Bases))
        {
            var expected = bases.Bases[b].Score(profiles.ColumnsOf(user));

            vectors.By(Sums(profiles.ColumnsOf(user)), 20, b).ShouldBe((float)expected, 0.05f);
        }
    }

    [Fact]
    public void Mean_ShouldBeThatOfTheBases_AndTheSharesOfTheItems()
    {
        var sums = Sums(profiles.ColumnsOf(3));

        vectors.Mean(sums, 20).ShouldBe((vectors.By(sums, 20, 0) + vectors.By(sums, 20, 1)) / Bases, 1e-6f);
        profiles.ColumnsOf(3).ToArray().Sum(i => vectors.Share(sums, 20, i)).ShouldBe(vectors.Mean(sums, 20), 1e-5f);
        vectors.Times(3f).Mean(Sums(profiles.ColumnsOf(3), vectors.Times(3f)), 20).ShouldBe(3f * vectors.Mean(sums, 20), 1e-4f);
    }

    [Fact]
    public void ItemThatIsTakenBack_ShouldLeaveTheSumsAsTheyWere()
    {
        var (sums, before) = (Sums([1, 2, 3]), Sums([1, 2, 3]));
        vectors.Add(sums, 40, 1f);
        vectors.Add(sums, 40, -1f);

        for (var k = 0; k < sums.Length; k++)
            sums[k].ShouldBe(before[k], 1e-5f);
    }

    [Fact]
    public void TooShortAProfile_ShouldTellNothing()
    {
        vectors.CanTell(Sums([1, 2]), 2).ShouldBeFalse();
        vectors.Mean(Sums([1, 2]), 2).ShouldBe(0f);
        vectors.CanTell(Sums([1, 2, 3]), 3).ShouldBeTrue();
    }

    [Fact]
    public void EachProfile_ShouldBeStrangerToOneOfTheHalves_WhichAreEqual()
    {
        bases.Strangers.Length.ShouldBe(400);
        bases.Strangers.ToArray().Count(b => b == 1).ShouldBe(200);
        // A basis that knows them finds them more coherent.
        var (own, other) = (0.0, 0.0);
        for (var u = 0; u < 400; u++)
        {
            other += bases.Judge(u).Score(profiles.ColumnsOf(u)) / 400;
            own += bases.Bases[1 - bases.Strangers[u]].Score(profiles.ColumnsOf(u)) / 400;
        }

        own.ShouldBeGreaterThan(other + 0.02);
    }

    [Fact]
    public void ColumnsThatAreNotTwoVectorsForEachBasis_ShouldBeRefused() =>
        Should
            .Throw<ArgumentException>(() => new CoherenceVectors(new DenseMatrix(2, 6), Bases))
            .Message.ShouldContain("6 columns are not two vectors for each of the bases (2)");

    private float[] Sums(ReadOnlySpan<int> items, CoherenceVectors? by = null)
    {
        var sums = new float[vectors.SumsLength];
        foreach (var item in items)
            (by ?? vectors).Add(sums, item, 1f);
        return sums;
    }
}
