using FsCheck.Xunit;
using LowRankDefense.Core.Evaluation.Significance;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Evaluation.Significance;

/// <summary>What every paired test keeps to.</summary>
public class PairedTestsLawTests
{
    private static readonly string[] All = ["student", "wilcoxon", "permutation", "mcnemar"];

    private delegate TestResult Test(double[] first, double[] second);

    public static TheoryData<string> Names => [.. All];

    [Theory]
    [MemberData(nameof(Names))]
    public void PValue_ShouldBeOne_WhenTheSystemsAgree(string name)
    {
        var values = Values(40, seed: 1);

        ByName(name)(values, values).PValue.ShouldBe(1.0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void PValue_ShouldBeSmall_WhenOneSystemIsBetterForEverybody(string name)
    {
        var better = Values(40, seed: 1).Select(v => v + 1.0).ToArray();

        ByName(name)(better, new double[40]).PValue.ShouldBeLessThan(0.01);
    }

    [Property(MaxTest = 30)]
    public void PValue_ShouldNotCareWhichSystemComesFirst(int seed)
    {
        var (first, second) = (Values(24, (ulong)seed), Values(24, (ulong)seed + 77));
        foreach (var name in All)
            ByName(name)(first, second).PValue.ShouldBe(ByName(name)(second, first).PValue, 1e-12);
    }

    [Property(MaxTest = 30)]
    public void PValue_ShouldNotCareAboutTheOrderOfUsers(int seed)
    {
        // Few enough users for the permutation test to be exact
        var (first, second) = (Values(12, (ulong)seed), Values(12, (ulong)seed + 77));
        Array.Reverse(first);
        var before = All.Select(name => ByName(name)(first, second).PValue).ToArray();
        Array.Reverse(first);
        Array.Reverse(second);
        var after = All.Select(name => ByName(name)(first, second).PValue).ToArray();

        for (var t = 0; t < before.Length; t++)
            after[t].ShouldBe(before[t], 1e-12);
    }

    [Theory]
    [InlineData("student")]
    [InlineData("wilcoxon")]
    [InlineData("permutation")]
    public void PValues_ShouldBeUniform_WhenTheSystemsAreEquallyGood(string name)
    {
        const int trials = 1000;
        var random = new SeededRandom(11);
        var values = new double[trials];
        for (var t = 0; t < trials; t++)
        {
            var first = Enumerable.Range(0, 30).Select(_ => random.NextGaussian()).ToArray();
            var second = Enumerable.Range(0, 30).Select(_ => random.NextGaussian()).ToArray();
            values[t] = ByName(name)(first, second).PValue;
        }

        // Kolmogorov-Smirnov: sup |F_n − F| stays below 1.95/√n in 99.9 % of the cases; p values of the tests are a little discrete.
        Array.Sort(values);
        var distance = values.Select((p, i) => Math.Max(Math.Abs(p - ((double)i / trials)), Math.Abs(p - ((i + 1.0) / trials)))).Max();
        distance.ShouldBeLessThan((1.95 / Math.Sqrt(trials)) + 0.005);
    }

    [Fact]
    public void McNemar_ShouldBeRightOrCautious_WhenTheSystemsAreEquallyGood()
    {
        var random = new SeededRandom(12);
        var rejected = 0;
        for (var t = 0; t < 1000; t++)
        {
            var first = Enumerable.Range(0, 60).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0.0).ToArray();
            var second = Enumerable.Range(0, 60).Select(_ => random.NextDouble() < 0.5 ? 1.0 : 0.0).ToArray();
            rejected += McNemarTest.Compute(first, second).PValue <= 0.05 ? 1 : 0;
        }

        rejected.ShouldBeInRange(10, 65);
    }

    [Fact]
    public void Permutation_ShouldBeTheSame_ForOneSeedOnAnyNumberOfCores()
    {
        var (first, second) = (Values(100, seed: 1), Values(100, seed: 2));
        var many = PermutationTest.Compute(first, second, 3000, new SeededRandom(3));
        using var limit = Cores.Limit(1);

        PermutationTest.Compute(first, second, 3000, new SeededRandom(3)).ShouldBe(many);
    }

    [Fact]
    public void Student_ShouldBeCertain_WhenAllDifferencesAreOneNumber() =>
        StudentTest.Compute([1.0, 2.0, 3.0], [2.0, 3.0, 4.0]).ShouldBe(new TestResult(double.NegativeInfinity, 0.0));

    private static Test ByName(string name) =>
        name switch
        {
            "student" => static (a, b) => StudentTest.Compute(a, b),
            "wilcoxon" => static (a, b) => WilcoxonTest.Compute(a, b),
            "mcnemar" => static (a, b) => McNemarTest.Compute(a, b),
            _ => static (a, b) => PermutationTest.Compute(a, b, 5000, new SeededRandom(5)),
        };

    // A quarter are zeros, so that there are hits and misses.
    private static double[] Values(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextInt(4) == 0 ? 0.0 : random.NextDouble())];
    }
}
