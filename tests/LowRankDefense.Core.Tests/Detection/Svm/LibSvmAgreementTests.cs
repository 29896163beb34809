using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

/// <summary>The same objective, decisions and predictions as LIBSVM over a grid of kernels and data sets.</summary>
public class LibSvmAgreementTests
{
    public static TheoryData<string, SvmKernel, int, bool> Grid
    {
        get
        {
            var grid = new TheoryData<string, SvmKernel, int, bool>();
            foreach (var data in new[] { "gaussians", "rings", "imbalanced" })
            foreach (
                var (kernel, degree) in new[]
                {
                    (SvmKernel.Linear, 1),
                    (SvmKernel.Polynomial, 2),
                    (SvmKernel.Polynomial, 3),
                    (SvmKernel.Rbf, 1),
                    (SvmKernel.Sigmoid, 1),
                }
            )
            {
                grid.Add(data, kernel, degree, true);
                grid.Add(data, kernel, degree, false);
            }

            return grid;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Grid))]
    public void Solution_ShouldBeThatOfLibSvm(string data, SvmKernel kernel, int degree, bool shrinking)
    {
        Skip.IfNot(LibSvm.IsInstalled, "svm-train is not on the PATH: install libsvm-tools.");
        var (features, positive) = Samples(data);
        var options = Options(kernel, degree) with { Shrinking = shrinking };

        var ours = new SvmTrainer(options).Train(features, positive);
        var theirs = LibSvm.Train(features, positive, options);

        ours.Objective.ShouldBe(theirs.Objective, 1e-3 * Math.Abs(theirs.Objective));
        var decisions = ours.Decide(features);
        for (var r = 0; r < features.Rows; r++)
        {
            var expected = theirs.Decide(features.Row(r), options);
            decisions[r].ShouldBe(expected, 1e-2 * Math.Max(1.0, Math.Abs(expected)));
            if (Math.Abs(expected) > 1e-2)
                (decisions[r] > 0).ShouldBe(expected > 0);
        }
    }

    [SkippableFact]
    public void ClassWeights_ShouldMeanWhatTheyMeanToLibSvm()
    {
        Skip.IfNot(LibSvm.IsInstalled, "svm-train is not on the PATH: install libsvm-tools.");
        var (features, positive) = Samples("imbalanced");
        var options = Options(SvmKernel.Polynomial, 2) with { PositiveWeight = 7, NegativeWeight = 0.5 };

        new SvmTrainer(options).Train(features, positive).Objective.ShouldBe(LibSvm.Train(features, positive, options).Objective, 0.02);
    }

    /// <summary>What LIBSVM 3.24 prints ("obj"), for machines that do not have it.</summary>
    [Theory]
    [InlineData("gaussians", SvmKernel.Linear, 1, -670.106947)]
    [InlineData("gaussians", SvmKernel.Polynomial, 2, -659.260283)]
    [InlineData("rings", SvmKernel.Polynomial, 3, -211.10804)]
    [InlineData("rings", SvmKernel.Rbf, 1, -218.958973)]
    [InlineData("imbalanced", SvmKernel.Sigmoid, 1, -152.042117)]
    [InlineData("imbalanced", SvmKernel.Polynomial, 2, -70.331819)]
    public void Objective_ShouldBeTheRecordedOne(string data, SvmKernel kernel, int degree, double objective)
    {
        var (features, positive) = Samples(data);
        new SvmTrainer(Options(kernel, degree)).Train(features, positive).Objective.ShouldBe(objective, 1e-3 * Math.Abs(objective));
    }

    [Theory]
    [InlineData(SvmKernel.Polynomial)]
    [InlineData(SvmKernel.Rbf)]
    public void Shrinking_ShouldChangeNothingButTheTime(SvmKernel kernel)
    {
        var (features, positive) = Samples("gaussians");
        var options = Options(kernel, 2) with { Tolerance = 1e-5 };

        var shrunk = new SvmTrainer(options).Train(features, positive);
        var whole = new SvmTrainer(options with { Shrinking = false }).Train(features, positive);

        shrunk.Objective.ShouldBe(whole.Objective, 1e-5 * Math.Abs(whole.Objective));
        shrunk.Bias.ShouldBe(whole.Bias, 1e-3);
    }

    private static SvmOptions Options(SvmKernel kernel, int degree) =>
        new()
        {
            Kernel = kernel,
            Degree = degree,
            // tanh is no positive definite kernel: with a larger γ the problem has several stationary points, and which is found is chance.
            Gamma = kernel is SvmKernel.Sigmoid ? 0.005 : 0.25,
            Coef0 = kernel is SvmKernel.Polynomial ? 1 : 0,
            Balanced = false,
            Tolerance = 1e-5,
        };

    private static (DenseMatrix Features, bool[] Positive) Samples(string name) =>
        name switch
        {
            "gaussians" => Draw(1500, 6, 0.5, seed: 11, (k, isPositive, random) => random.NextGaussian() + (isPositive && k < 2 ? 1.2 : 0.0)),
            "rings" => Draw(600, 2, 0.5, seed: 12, (_, isPositive, random) => random.NextGaussian() * (isPositive ? 0.5 : 1.6)),
            _ => Draw(2500, 8, 0.03, seed: 13, (k, isPositive, random) => random.NextGaussian() * (isPositive && k % 2 == 0 ? 2.0 : 0.8)),
        };

    private static (DenseMatrix Features, bool[] Positive) Draw(
        int rows,
        int columns,
        double share,
        ulong seed,
        Func<int, bool, SeededRandom, double> feature
    )
    {
        var random = new SeededRandom(seed);
        var features = new DenseMatrix(rows, columns);
        var positive = new bool[rows];
        for (var r = 0; r < rows; r++)
        {
            positive[r] = random.NextDouble() < share;
            for (var k = 0; k < columns; k++)
                features[r, k] = (float)feature(k, positive[r], random);
        }

        return (features, positive);
    }
}
