using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

public class SvmTests
{
    [Theory]
    [InlineData(SvmKernel.Linear, 2)]
    [InlineData(SvmKernel.Polynomial, 2)]
    [InlineData(SvmKernel.Polynomial, 3)]
    [InlineData(SvmKernel.Rbf, 2)]
    public void Solution_ShouldSatisfyTheOptimalityConditions(SvmKernel kernel, int degree)
    {
        var (features, labels) = Rings(120, seed: 3);
        var options = new SvmOptions
        {
            Kernel = kernel,
            Degree = degree,
            Balanced = false,
        };

        var model = new SvmTrainer(options).Train(features, labels);

        // yᵀα = 0 and 0 ≤ α ≤ C
        model.Coefficients.Sum().ShouldBe(0.0, 1e-6);
        model.Coefficients.ShouldAllBe(c => Math.Abs(c) <= options.Cost + 1e-9);
        // Points outside the support lie beyond the margin.
        for (var r = 0; r < features.Rows; r++)
        {
            var margin = (labels[r] ? 1 : -1) * model.Decide(features.Row(r));
            var isSupport = Enumerable.Range(0, model.SupportVectors.Rows).Any(s => model.SupportVectors.Row(s).SequenceEqual(features.Row(r)));
            if (!isSupport)
                margin.ShouldBeGreaterThan(1 - 5e-3);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0.25)]
    [InlineData(3)]
    public void QuadraticForm_ShouldAgreeWithTheKernelSum(double coef0)
    {
        var (features, labels) = Rings(200, seed: 4);
        var model = new SvmTrainer(new SvmOptions { Coef0 = coef0 }).Train(features, labels);
        var form = QuadraticForm.From(model);

        for (var r = 0; r < features.Rows; r++)
        {
            var sum = model.Decide(features.Row(r));
            ((double)form.Evaluate(features.Row(r))).ShouldBe(sum, 1e-5 * Math.Max(1, Math.Abs(sum)));
        }
    }

    [Theory]
    [InlineData(SvmKernel.Polynomial, 3)]
    [InlineData(SvmKernel.Rbf, 2)]
    public void QuadraticForm_ShouldBeRefused_WhereTheKernelIsNone(SvmKernel kernel, int degree)
    {
        var (features, labels) = Rings(80, seed: 4);
        var model = new SvmTrainer(new SvmOptions { Kernel = kernel, Degree = degree }).Train(features, labels);

        Should.Throw<ArgumentException>(() => QuadraticForm.From(model)).Message.ShouldContain($"not {kernel} of degree {degree}");
    }

    [Fact]
    public void MovedForm_ShouldEqualTheFormAtTheDifference()
    {
        var (features, labels) = Rings(80, seed: 5);
        var form = QuadraticForm.From(new SvmTrainer(new SvmOptions()).Train(features, labels));
        float[] origin = [0.3f, -0.7f];
        float[] z = [1.1f, 0.4f];

        form.MovedTo(origin).Evaluate(z).ShouldBe(form.Evaluate([z[0] - origin[0], z[1] - origin[1]]), 1e-3f);
    }

    [Fact]
    public void DegreeTwo_ShouldSeparateRings_WhichALineCannot()
    {
        var (features, labels) = Rings(200, seed: 6);

        Accuracy(new SvmTrainer(new SvmOptions()).Train(features, labels), features, labels).ShouldBe(1.0);
        Accuracy(new SvmTrainer(new SvmOptions { Kernel = SvmKernel.Linear }).Train(features, labels), features, labels).ShouldBeLessThan(0.8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Training_ShouldStopInTheMiddle_WhenCancelled(bool shrinking)
    {
        // Labels that nothing tells apart, to a precision that is never reached: only the token ends it before its time.
        var (features, labels) = Rings(1_000, seed: 7);
        new SeededRandom(8).Shuffle<bool>(labels);
        var endless = new SvmOptions
        {
            Cost = 1e6,
            Tolerance = 1e-9,
            MaximumIterations = 2_000_000,
            Shrinking = shrinking,
        };
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Should.Throw<OperationCanceledException>(() => new SvmTrainer(endless).Train(features, labels, source.Token));
    }

    [Fact]
    public void Train_ShouldRefuseOneClass()
    {
        Should
            .Throw<ArgumentException>(() => new SvmTrainer(new SvmOptions()).Train(new DenseMatrix(3, 2), new bool[3]))
            .Message.ShouldContain("Both classes");
    }

    private static double Accuracy(SvmModel model, DenseMatrix features, bool[] labels) =>
        Enumerable.Range(0, features.Rows).Count(r => model.Decide(features.Row(r)) > 0 == labels[r]) / (double)features.Rows;

    // Positives within radius 1, negatives between 1.5 and 2.5.
    private static (DenseMatrix Features, bool[] Labels) Rings(int points, ulong seed)
    {
        var random = new SeededRandom(seed);
        var features = new DenseMatrix(points, 2);
        var labels = new bool[points];
        for (var p = 0; p < points; p++)
        {
            labels[p] = p % 2 == 0;
            var radius = labels[p] ? random.NextDouble() : 1.5 + random.NextDouble();
            var angle = 2 * Math.PI * random.NextDouble();
            features[p, 0] = (float)(radius * Math.Cos(angle));
            features[p, 1] = (float)(radius * Math.Sin(angle));
        }

        return (features, labels);
    }
}
