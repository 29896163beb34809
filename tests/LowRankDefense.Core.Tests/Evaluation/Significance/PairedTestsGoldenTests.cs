using LowRankDefense.Core.Evaluation.Significance;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation.Significance;

/// <summary>Numbers of SciPy 1.10.1: ttest_rel, wilcoxon(zero_method="wilcox", mode="approx"), permutation_test(permutation_type="samples"), binomtest.</summary>
public class PairedTestsGoldenTests
{
    private static readonly double[] First = [0.12, 0.50, 0.33, 0.71, 0.25, 0.90, 0.41, 0.66, 0.08, 0.57, 0.29, 0.83];
    private static readonly double[] Second = [0.10, 0.35, 0.40, 0.52, 0.25, 0.70, 0.44, 0.40, 0.11, 0.30, 0.20, 0.60];
    private static readonly double[] TiedFirst = [5, 3, 8, 6, 7, 9, 4, 6, 2, 8, 5, 7];
    private static readonly double[] TiedSecond = [4, 4, 6, 6, 5, 6, 4, 5, 3, 7, 6, 5];
    private static readonly double[] ManyFirst = [.. Enumerable.Range(0, 200).Select(i => i * 37 % 101 / 100.0)];
    private static readonly double[] ManySecond = [.. Enumerable.Range(0, 200).Select(i => i * 53 % 89 / 90.0)];

    [Fact]
    public void Student_ShouldGiveSciPysNumbers()
    {
        ShouldBe(StudentTest.Compute(First, Second), 2.966479394838265, 0.012825831159256994);
        ShouldBe(StudentTest.Compute(TiedFirst, TiedSecond), 1.9148542155126762, 0.08186423116569437);
        ShouldBe(StudentTest.Compute(ManyFirst, ManySecond), 0.2880165294284324, 0.7736338286964947);
    }

    [Fact]
    public void Wilcoxon_ShouldGiveSciPysNumbers_WithTiesAndZeros()
    {
        ShouldBe(WilcoxonTest.Compute(First, Second), 9.0, 0.032854219928643694);
        ShouldBe(WilcoxonTest.Compute(TiedFirst, TiedSecond), 10.5, 0.07533430042209706);
        ShouldBe(WilcoxonTest.Compute(ManyFirst, ManySecond), 9736.0, 0.792486712393411);
    }

    [Fact]
    public void Permutation_ShouldGiveSciPysNumbers_WhenAllPatternsAreTried()
    {
        ShouldBe(PermutationTest.Compute(First, Second, 4096, new SeededRandom(1)), 0.10666666666666665, 0.0185546875);
        ShouldBe(PermutationTest.Compute(TiedFirst, TiedSecond, 4096, new SeededRandom(1)), 0.75, 0.125);
    }

    [Fact]
    public void Permutation_ShouldComeNear_WhenPatternsAreSampled()
    {
        PermutationTest.Compute(First, Second, 2000, new SeededRandom(1)).PValue.ShouldBe(0.0186, 0.009);
        PermutationTest.Compute(ManyFirst, ManySecond, 20_000, new SeededRandom(1)).PValue.ShouldBe(0.7736, 0.02);
    }

    [Theory]
    [InlineData(3, 12, 0.03515625)]
    [InlineData(21, 10, 0.07075554598122835)]
    [InlineData(400, 500, 0.0009564441369189373)]
    [InlineData(5, 5, 1.0)]
    public void McNemar_ShouldGiveTheBinomialTest(int onlyFirst, int onlySecond, double p)
    {
        // Ten users of either system's, and ten of neither's, say nothing.
        var first = Enumerable.Range(0, onlyFirst + onlySecond + 20).Select(u => u < onlyFirst + 10 ? 1.0 : 0.0).ToArray();
        var second = Enumerable.Range(0, first.Length).Select(u => u < 10 || u >= onlyFirst + 20 ? 1.0 : 0.0).ToArray();

        ShouldBe(McNemarTest.Compute(first, second), onlyFirst, p);
    }

    private static void ShouldBe(TestResult actual, double statistic, double p)
    {
        actual.Statistic.ShouldBe(statistic, 1e-12 * Math.Max(1.0, Math.Abs(statistic)));
        actual.PValue.ShouldBe(p, 1e-10);
    }
}
