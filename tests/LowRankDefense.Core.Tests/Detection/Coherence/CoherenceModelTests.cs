using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Core.Tests.Detection.Coherence;

public class CoherenceModelTests
{
    private readonly CsrMatrix users = Communities.Draw(900, 30, seed: 4).Profiles;

    [Fact]
    public void GenuineUsers_ShouldLieAsTheNormalDistributionSays_KnownOrNot()
    {
        var model = CoherenceModel.Learn(users.SelectRows([.. Enumerable.Range(0, 600)]), new SeededRandom(1)).ShouldNotBeNull();

        var deviations = model.Deviations(users, [.. Enumerable.Range(0, users.Rows).Select(u => u < 600 ? u : -1)]);

        deviations.Take(600).Average().ShouldBe(0, 0.15);
        deviations.Skip(600).Take(300).Average().ShouldBe(0, 0.5);
        deviations.Skip(900).Average().ShouldBeLessThan(-2, "half of what these have is not of their community");
    }

    [Fact]
    public void UserOfThePast_ShouldBeJudgedByTheBasisThatDoesNotKnowHer()
    {
        // Fakes among those who are learnt from, too few for the other half to learn of.
        int[] past = [.. Enumerable.Range(0, 600), 900, 901];
        var model = CoherenceModel.Learn(users.SelectRows(past), new SeededRandom(1)).ShouldNotBeNull();
        var places = Enumerable.Range(0, users.Rows).Select(u => Array.IndexOf(past, u)).ToArray();

        model.Deviations(users, places)[900].ShouldBeLessThan(-2);
    }

    [Fact]
    public void PastThatIsTooSmall_ShouldGiveNoModel()
    {
        CoherenceModel.Learn(users.SelectRows([.. Enumerable.Range(0, 20)]), new SeededRandom(1)).ShouldBeNull();
        CoherenceModel
            .Learn(CsrMatrix.FromEntries(100, 40, [.. Enumerable.Range(0, 100).Select(u => (u, u % 40, 1f))]), new SeededRandom(1))
            .ShouldBeNull();
    }

    [Fact]
    public void Null_ShouldHoldAScoreAgainstThoseOfLikeLength()
    {
        // Long profiles are three units higher.
        var random = new SeededRandom(3);
        var lengths = Enumerable.Range(0, 2_000).Select(u => u < 1_000 ? 5 : 50).ToArray();
        var expected = new LengthNull([.. lengths.Select(l => random.NextGaussian() + (l == 50 ? 3 : 0))], lengths);

        expected.Deviations(0, 5).ShouldBe(0, 0.2);
        expected.Deviations(3, 50).ShouldBe(0, 0.2);
        expected.Deviations(0, 50).ShouldBe(-3, 0.4);
        expected.Deviations(double.NaN, 5).ShouldBe(double.NaN);
        Should.Throw<ArgumentException>(() => new LengthNull([double.NaN], [3])).Message.ShouldContain("no score");
        Should.Throw<ArgumentException>(() => new LengthNull([1.0], [])).Message.ShouldContain("1 scores do not go with 0 lengths");
    }
}
