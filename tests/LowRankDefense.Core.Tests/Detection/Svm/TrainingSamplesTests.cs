using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

public class TrainingSamplesTests
{
    private static readonly bool[] Positive = [.. Enumerable.Range(0, 203).Select(i => i % 7 == 0)];

    [Fact]
    public void DownSample_ShouldKeepTheRarerClassAndAsManyOfTheOther()
    {
        var rows = TrainingSamples.DownSample(Positive, new SeededRandom(3));

        rows.Count(i => Positive[i]).ShouldBe(Positive.Count(p => p));
        rows.Length.ShouldBe(2 * Positive.Count(p => p));
        rows.ShouldBeUnique();
    }
}
