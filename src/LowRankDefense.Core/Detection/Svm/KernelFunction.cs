using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Evaluates a kernel between rows.</summary>
internal readonly record struct KernelFunction(SvmKernel Kernel, int Degree, double Gamma, double Coef0)
{
    public static KernelFunction For(SvmOptions options, DenseMatrix features)
    {
        var gamma = options.Gamma > 0 ? options.Gamma : ScaleGamma(features);
        return new KernelFunction(options.Kernel, options.Degree, gamma, options.Coef0);
    }

    public double Evaluate(ReadOnlySpan<float> u, ReadOnlySpan<float> v) =>
        Kernel switch
        {
            SvmKernel.Linear => Vectors.Dot(u, v),
            SvmKernel.Polynomial => Power((Gamma * Vectors.Dot(u, v)) + Coef0, Degree),
            SvmKernel.Rbf => Math.Exp(-Gamma * SquaredDistance(u, v)),
            SvmKernel.Sigmoid => Math.Tanh((Gamma * Vectors.Dot(u, v)) + Coef0),
            _ => throw new InvalidOperationException($"There is no kernel {Kernel}."),
        };

    // γ = 1 / (k · Var), the variance over all feature values
    private static double ScaleGamma(DenseMatrix features)
    {
        double sum = 0,
            squares = 0;
        foreach (var value in features.Data)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = sum / features.Data.Length;
        var variance = (squares / features.Data.Length) - (mean * mean);
        return variance > 0 ? 1.0 / (features.Columns * variance) : 1.0;
    }

    private static double Power(double x, int degree)
    {
        var power = 1.0;
        for (var d = 0; d < degree; d++)
            power *= x;
        return power;
    }

    private static double SquaredDistance(ReadOnlySpan<float> u, ReadOnlySpan<float> v)
    {
        var sum = 0.0;
        for (var k = 0; k < u.Length; k++)
            sum += (u[k] - v[k]) * (double)(u[k] - v[k]);
        return sum;
    }
}
