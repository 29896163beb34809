using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

/// <summary>The solution of SMO by what defines it, on classes that overlap: free, bounded and idle samples, and a gap of nothing between primal and dual.</summary>
public class SmoSolutionTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<SvmKernel, bool, double> Settings
    {
        get
        {
            var settings = new TheoryData<SvmKernel, bool, double>();
            foreach (var kernel in new[] { SvmKernel.Linear, SvmKernel.Polynomial, SvmKernel.Rbf })
            foreach (var cost in new[] { 0.05, 2 })
            {
                settings.Add(kernel, true, cost);
                settings.Add(kernel, false, cost);
            }

            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void FreeSamples_ShouldLieOnTheMargin_BoundedOnesWithin_OthersBeyond(SvmKernel kernel, bool shrinking, double cost)
    {
        var (features, positive) = Overlapping(240, seed: 11);
        var options = Options(kernel, shrinking, cost);
        var model = new SvmTrainer(options).Train(features, positive);
        var alpha = Multipliers(model, features);
        var costs = TrainingSamples.LabelsAndCosts(positive, options).Costs;
        var (free, bounded) = (0, 0);

        model.Coefficients.Sum().ShouldBe(0, 1e-9);
        for (var r = 0; r < features.Rows; r++)
        {
            var margin = (positive[r] ? 1 : -1) * model.Decide(features.Row(r));
            var own = alpha[r] * (positive[r] ? 1 : -1);
            own.ShouldBeInRange(0, costs[r] * (1 + 1e-12));
            if (own == 0)
                margin.ShouldBeGreaterThan(1 - Slack(model));
            else if (own == costs[r])
                margin.ShouldBeLessThan(1 + Slack(model));
            else
                margin.ShouldBe(1, Slack(model));
            bounded += own == costs[r] ? 1 : 0;
            free += own > 0 && own < costs[r] ? 1 : 0;
        }

        bounded.ShouldBeGreaterThan(10, "the classes overlap");
        free.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Objective_ShouldBeTheDuals_AndMeetThePrimal(SvmKernel kernel, bool shrinking, double cost)
    {
        var (features, positive) = Overlapping(240, seed: 12);
        var options = Options(kernel, shrinking, cost);
        var model = new SvmTrainer(options).Train(features, positive);
        var costs = TrainingSamples.LabelsAndCosts(positive, options).Costs;
        var function = KernelFunction.For(model.Options);
        var norm = 0.0;
        for (var s = 0; s < model.Coefficients.Length; s++)
        for (var t = 0; t < model.Coefficients.Length; t++)
            norm += model.Coefficients[s] * model.Coefficients[t] * function.Evaluate(model.SupportVectors.Row(s), model.SupportVectors.Row(t));
        // ½αᵀQα − eᵀα, and ½‖w‖² + Σ C max(0, 1 − y f)
        var dual = (0.5 * norm) - model.Coefficients.Sum(Math.Abs);
        var primal = (0.5 * norm) + Enumerable.Range(0, features.Rows).Sum(r => costs[r] * Hinge(model, features, positive, r));

        model.Objective.ShouldBe(dual, 1e-4 * primal);
        (primal + dual).ShouldBeInRange(-1e-4 * primal, 2e-3 * primal);
    }

    [Fact]
    public void Bias_ShouldBeTheMiddleOfItsBounds_WhereNoSampleIsFree()
    {
        var features = new DenseMatrix(2, 1);
        (features[0, 0], features[1, 0]) = (3, 1);

        var model = new SvmTrainer(Options(SvmKernel.Linear, shrinking: true, cost: 0.01)).Train(features, [true, false]);

        // Both at C: w = 0.01 · (3 − 1); the positive bounds the bias by 1 − 3w = 0.94, the negative by −1 − w = −1.02.
        model.Coefficients.ShouldBe([0.01, -0.01]);
        model.Bias.ShouldBe((0.94 - 1.02) / 2, 1e-6);
    }

    [Fact]
    public void Shrinking_ShouldChangeTheTimeAlone()
    {
        var (features, positive) = Overlapping(1_500, seed: 13);
        var options = Options(SvmKernel.Polynomial, shrinking: false, cost: 1) with { CacheMegabytes = 1 };

        var whole = new SvmTrainer(options).Train(features, positive);
        var shrunk = new SvmTrainer(options with { Shrinking = true }).Train(features, positive);

        shrunk.Objective.ShouldBe(whole.Objective, 1e-5 * Math.Abs(whole.Objective));
        shrunk.Bias.ShouldBe(whole.Bias, 1e-2);
        for (var r = 0; r < features.Rows; r++)
            shrunk.Decide(features.Row(r)).ShouldBe(whole.Decide(features.Row(r)), 1e-2);
    }

    [Fact]
    public void Training_ShouldSayWhatToChange_WhenItDoesNotConverge()
    {
        var (features, positive) = Overlapping(240, seed: 14);

        Should
            .Throw<NumericalBreakdownException>(() =>
                new SvmTrainer(Options(SvmKernel.Rbf, true, 2) with { MaximumIterations = 20 }).Train(features, positive)
            )
            .Message.ShouldBe("The SVM did not converge in 20 updates: raise Tolerance (0.0001) or lower Cost (2).");
    }

    private static SvmOptions Options(SvmKernel kernel, bool shrinking, double cost) =>
        new()
        {
            Kernel = kernel,
            Shrinking = shrinking,
            Cost = cost,
            Tolerance = Tolerance,
        };

    // The optimum is met to the tolerance; kernel values are single precision, and each coefficient carries their rounding.
    private static double Slack(SvmModel model) => (2 * Tolerance) + (1e-6 * model.Coefficients.Sum(Math.Abs));

    private static double Hinge(SvmModel model, DenseMatrix features, bool[] positive, int r) =>
        Math.Max(0, 1 - ((positive[r] ? 1 : -1) * model.Decide(features.Row(r))));

    // Coefficients by sample: the support is in the order of the samples.
    private static double[] Multipliers(SvmModel model, DenseMatrix features)
    {
        var (alpha, next) = (new double[features.Rows], 0);
        for (var r = 0; r < features.Rows && next < model.Coefficients.Length; r++)
        {
            if (model.SupportVectors.Row(next).SequenceEqual(features.Row(r)))
                alpha[r] = model.Coefficients[next++];
        }

        next.ShouldBe(model.Coefficients.Length);
        return alpha;
    }

    private static (DenseMatrix Features, bool[] Positive) Overlapping(int rows, ulong seed)
    {
        var random = new SeededRandom(seed);
        var features = new DenseMatrix(rows, 3);
        var positive = new bool[rows];
        for (var r = 0; r < rows; r++)
        {
            positive[r] = random.NextDouble() < 0.3;
            for (var k = 0; k < 3; k++)
                features[r, k] = (float)(random.NextGaussian() + (positive[r] ? 1.2 : 0));
        }

        return (features, positive);
    }
}
