using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

public class KernelFunctionTests
{
    private static readonly float[] U = [1f, -2f, 0.5f];
    private static readonly float[] V = [0.5f, 1f, 2f];

    // u·v = −0.5, ‖u − v‖² = 11.5
    [Theory]
    [InlineData(SvmKernel.Linear, 2, 0.3, 1.0, -0.5)]
    [InlineData(SvmKernel.Polynomial, 1, 0.3, 1.0, 0.85)]
    [InlineData(SvmKernel.Polynomial, 2, 0.3, 1.0, 0.7225)]
    [InlineData(SvmKernel.Polynomial, 2, 0.3, 0.0, 0.0225)]
    [InlineData(SvmKernel.Polynomial, 3, 0.3, 1.0, 0.614125)]
    [InlineData(SvmKernel.Polynomial, 4, 0.3, 1.0, 0.52200625)]
    [InlineData(SvmKernel.Rbf, 2, 0.1, 1.0, 0.316636769)]
    [InlineData(SvmKernel.Sigmoid, 2, 0.3, 1.0, 0.691069470)]
    public void Kernel_ShouldBeItsDefinition(SvmKernel kernel, int degree, double gamma, double coef0, double expected)
    {
        var function = Function(kernel, degree, gamma, coef0);

        function.Evaluate(U, V).ShouldBe(expected, 1e-6);
        function.Evaluate(V, U).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Rbf_ShouldBeOneAtNoDistance_WhateverIsRounded()
    {
        var far = new SeededRandom(1);
        for (var trial = 0; trial < 100; trial++)
        {
            float[] u = [.. Enumerable.Range(0, 40).Select(_ => (float)(1_000 * far.NextGaussian()))];
            Function(SvmKernel.Rbf, 2, 1, 0).Evaluate(u, u).ShouldBeInRange(0.0, 1.0);
        }
    }

    [Fact]
    public void ScaledGamma_ShouldBeOneOverFeaturesTimesVariance()
    {
        // Values 1, 2, 3, 6: mean 3, variance 3.5.
        KernelFunction.ScaleGamma(Matrix([1f, 2f], [3f, 6f])).ShouldBe(1 / (2 * 3.5), 1e-12);
        KernelFunction.ScaleGamma(Matrix([4f, 4f], [4f, 4f])).ShouldBe(1.0, "without variance there is no scale");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Rows_ShouldBeThoseOfTheKernelMatrix_WhateverIsSwappedAndForgotten(int cacheMegabytes)
    {
        const int Samples = 60;
        var random = new SeededRandom(2);
        var samples = new DenseMatrix(Samples, 5);
        for (var i = 0; i < Samples; i++)
        for (var k = 0; k < 5; k++)
            samples[i, k] = (float)random.NextGaussian();
        var function = Function(SvmKernel.Polynomial, 2, 0.3, 1);
        var rows = new KernelRows(samples, function, cacheMegabytes);
        int[] order = [.. Enumerable.Range(0, Samples)];

        for (var step = 0; step < 400; step++)
        {
            var (i, length) = (random.NextInt(Samples), 1 + random.NextInt(Samples));
            var row = rows.Row(i, length);
            for (var j = 0; j < length; j++)
                ((double)row[j]).ShouldBe(function.Evaluate(samples.Row(order[i]), samples.Row(order[j])), 1e-4);
            rows.Diagonal[i].ShouldBe(function.Evaluate(samples.Row(order[i]), samples.Row(order[i])), 1e-4);
            var (a, b) = (random.NextInt(Samples - 1), Samples - 1);
            if (step % 3 != 0)
                continue;
            rows.Swap(a, b);
            (order[a], order[b]) = (order[b], order[a]);
        }
    }

    [Theory]
    [InlineData(SvmKernel.Linear)]
    [InlineData(SvmKernel.Polynomial)]
    [InlineData(SvmKernel.Rbf)]
    [InlineData(SvmKernel.Sigmoid)]
    public void Decisions_ShouldBeTheSumOverTheSupport(SvmKernel kernel)
    {
        var options = new SvmOptions { Kernel = kernel, Gamma = 0.2 };
        var model = new SvmModel(options, Matrix(U, V, [0f, 1f, -1f]), [0.5, -1.25, 0.75], 0.125, 0);
        var features = Matrix([1f, 1f, 1f], [-0.5f, 2f, 0f]);
        var function = KernelFunction.For(options);

        var decisions = model.Decide(features);

        for (var r = 0; r < 2; r++)
        {
            var row = r;
            var sum =
                0.125 + Enumerable.Range(0, 3).Sum(s => model.Coefficients[s] * function.Evaluate(model.SupportVectors.Row(s), features.Row(row)));
            model.Decide(features.Row(r)).ShouldBe(sum, 1e-9);
            decisions[r].ShouldBe(sum, 1e-5);
        }
    }

    private static KernelFunction Function(SvmKernel kernel, int degree, double gamma, double coef0) =>
        KernelFunction.For(
            new SvmOptions
            {
                Kernel = kernel,
                Degree = degree,
                Gamma = gamma,
                Coef0 = coef0,
            }
        );

    private static DenseMatrix Matrix(params float[][] rows)
    {
        var matrix = new DenseMatrix(rows.Length, rows[0].Length);
        for (var r = 0; r < rows.Length; r++)
            rows[r].CopyTo(matrix.Row(r));
        return matrix;
    }
}
