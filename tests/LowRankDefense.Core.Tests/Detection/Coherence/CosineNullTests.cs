using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public class CosineNullTests
{
    private readonly CoherenceBasis basis;
    private readonly CosineNull usual;
    private readonly float[] scratch = new float[100];

    public CosineNullTests()
    {
        var (profiles, _) = Communities.Draw(800, 0, seed: 1);
        basis = CoherenceBasis.Learn(profiles.SelectRows([.. Enumerable.Range(0, 400)]), rank: 12, new SeededRandom(1)).ShouldNotBeNull();
        Genuine = profiles.SelectRows([.. Enumerable.Range(400, 400)]);
        usual = new CosineNull(basis, Genuine);
    }

    private CsrMatrix Genuine { get; }

    [Fact]
    public void LogSharesOfGenuineClicks_ShouldBeThoseOfAUniformDistribution()
    {
        // −E ln P = 1 where P is uniform.
        var clicks = Enumerable.Range(0, Genuine.Rows).Sum(u => usual.Score(Genuine.ColumnsOf(u), scratch) * Genuine.CountOf(u));

        (clicks / Genuine.NonZeros).ShouldBe(-1, 0.02);
    }

    [Fact]
    public void Score_ShouldBeTheMeanLogarithmOfTheShareOfGenuineClicksThatFollowAsLittle()
    {
        var all = Enumerable.Range(0, Genuine.Rows).SelectMany(u => CosinesOf(Genuine.ColumnsOf(u).ToArray())).Order().ToArray();
        int[] items = [0, 7, 31, 90];

        var expected = CosinesOf(items).Average(c => Math.Log((all.Count(other => other <= c) + 1.0) / (all.Length + 1.0)));

        // Cosines that share a cell of 0.001 count as equal.
        usual.Score(items, scratch).ShouldBe(expected, 0.05);
    }

    [Fact]
    public void OneClickThatFollowsFromNothing_ShouldWeighMoreThanItsPartOfTheMean()
    {
        int[] genuine = Genuine.ColumnsOf(0).ToArray();
        var stranger = Enumerable.Range(0, Genuine.Columns).Except(genuine).MinBy(i => CosinesOf([.. genuine, i])[^1]);

        var loss = usual.Score(genuine, scratch) - usual.Score([.. genuine, stranger], scratch);

        loss.ShouldBeGreaterThan(2.0 / (genuine.Length + 1));
        usual.Score(genuine.AsSpan(0, 2), scratch).ShouldBe(double.NaN);
    }

    private float[] CosinesOf(int[] items)
    {
        var cosines = new float[items.Length];
        basis.Cosines(items, cosines);
        return cosines;
    }
}
