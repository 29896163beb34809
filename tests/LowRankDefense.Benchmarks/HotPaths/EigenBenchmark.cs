using BenchmarkDotNet.Attributes;
using LowRankDefense.Numerics.Decompositions.Eigen;
using LowRankDefense.Numerics.Randomness;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>The 80 largest eigenpairs of a symmetric matrix of order 300: a slab of [300,80], one core.</summary>
[MemoryDiagnoser]
public class EigenBenchmark
{
    private const int Order = 300;
    private readonly double[] gram = new double[Order * Order];
    private Matrix<double> same = null!;

    [GlobalSetup]
    public void Draw()
    {
        var random = new SeededRandom(1);
        var x = DenseMatrix.Create(Order, 600, (_, _) => random.NextDouble() < 0.01 ? 1.0 : 0.0);
        same = x.TransposeAndMultiply(x);
        same.ToRowMajorArray().CopyTo(gram, 0);
    }

    /// <summary>MathNet's managed decomposition, which gives all pairs.</summary>
    [Benchmark(Baseline = true)]
    public double MathNetManaged() => same.Evd(Symmetricity.Symmetric).EigenValues[0].Real;

    [Benchmark]
    public double LargestEighty() => SymmetricEigen.Largest((double[])gram.Clone(), Order, 80).Values[0];
}
