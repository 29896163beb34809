using BenchmarkDotNet.Attributes;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>The products everything rests on: QᵀQ, P·G and sparse × dense, with 20,000 rows and 128 columns.</summary>
[MemoryDiagnoser]
public class ProductsBenchmark
{
    private const int Rows = 20_000;
    private const int Columns = 128;
    private readonly DenseMatrix tall = DenseMatrix.Gaussian(Rows, Columns, 1.0, new SeededRandom(1));
    private readonly DenseMatrix small = DenseMatrix.Gaussian(Columns, Columns, 1.0, new SeededRandom(2));
    private readonly DenseMatrix gram = new(Columns, Columns);
    private readonly Gram grams = new(Columns);
    private readonly CsrMatrix sparse = SyntheticData.Interactions(1_000_000, seed: 3);
    private DenseMatrix right = null!;

    [GlobalSetup]
    public void Draw() => right = DenseMatrix.Gaussian(sparse.Columns, Columns, 1.0, new SeededRandom(4));

    /// <summary>QᵀQ by one rank-1 update per row, vectorized, on one core.</summary>
    [Benchmark(Baseline = true)]
    public DenseMatrix GramRowByRow()
    {
        gram.Data.Clear();
        for (var r = 0; r < Rows; r++)
        for (var i = 0; i < Columns; i++)
            Vectors.Axpy(tall[r, i], tall.Row(r), gram.Row(i));
        return gram;
    }

    [Benchmark]
    public DenseMatrix GramBlocked()
    {
        grams.OfColumns(tall, gram);
        return gram;
    }

    [Benchmark]
    public DenseMatrix TallTimesSmall() => DenseProducts.Multiply(tall, small);

    [Benchmark]
    public DenseMatrix SparseTimesDense() => SparseProducts.Multiply(sparse, right);

    [Benchmark]
    public CsrMatrix Transpose() => sparse.Transpose();
}
