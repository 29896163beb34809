using LowRankDefense.Core.Evaluation;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation;

public class StratifiedFoldsTests
{
    private static readonly bool[] Positive = [.. Enumerable.Range(0, 203).Select(i => i % 7 == 0)];

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Folds_ShouldCoverEverySampleOnce_AndShareOutBothClassesToOne(int count)
    {
        var folds = StratifiedFolds.Split(Positive, count, new SeededRandom(1));
        var tests = Enumerable.Range(0, count).Select(folds.Test).ToArray();

        tests.SelectMany(t => t).Order().ShouldBe(Enumerable.Range(0, Positive.Length));
        var positives = tests.Select(t => t.Count(i => Positive[i])).ToArray();
        (positives.Max() - positives.Min()).ShouldBeLessThanOrEqualTo(1);
        (tests.Max(t => t.Length) - tests.Min(t => t.Length)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Training_ShouldBeAllThatIsNotHeldOut()
    {
        var folds = StratifiedFolds.Split(Positive, 5, new SeededRandom(2));

        folds.Training(3).Concat(folds.Test(3)).Order().ShouldBe(Enumerable.Range(0, Positive.Length));
    }

    [Fact]
    public void OneSeed_ShouldGiveOneSplit()
    {
        int[] Split(ulong seed) => StratifiedFolds.Split(Positive, 4, new SeededRandom(seed)).Test(0);

        Split(4).ShouldBe(Split(4));
        Split(4).ShouldNotBe(Split(5));
    }

    [Fact]
    public void MoreFoldsThanAClassHasSamples_ShouldBeRefused()
    {
        Should
            .Throw<ArgumentException>(() => StratifiedFolds.Split([true, true, false, false, false], 3, new SeededRandom(1)))
            .Message.ShouldContain("2 samples");
        Should.Throw<ArgumentException>(() => StratifiedFolds.Split(Positive, 1, new SeededRandom(1))).ParamName.ShouldBe("count");
    }
}
