using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>Training and deciding: 10,000 samples, 20 features, a fifth of them positive, overlapping.</summary>
[MemoryDiagnoser]
public class SvmBenchmark
{
    private const int Rows = 10_000;
    private readonly SvmOptions options = new() { Cost = 0.05 };
    private readonly DenseMatrix features = new(Rows, 20);
    private readonly bool[] positive = new bool[Rows];
    private SvmModel model = null!;
    private QuadraticForm form = null!;

    [GlobalSetup]
    public void Draw()
    {
        var random = new SeededRandom(1);
        for (var r = 0; r < Rows; r++)
        {
            positive[r] = random.NextDouble() < 0.2;
            for (var k = 0; k < features.Columns; k++)
                features[r, k] = (float)(random.NextGaussian() * (positive[r] && k % 4 == 0 ? 1.8 : 1.0));
        }

        model = new SvmTrainer(options).Train(features, positive);
        form = QuadraticForm.From(model);
    }

    [Benchmark(Baseline = true)]
    public SvmModel Smo() => new SvmTrainer(options).Train(features, positive);

    [Benchmark]
    public QuadraticSvm CoordinateDescent() => new CoordinateDescentTrainer(options).Train(features, positive, new SeededRandom(2));

    [Benchmark]
    public double[] DecideAllByTheKernelSum() => model.Decide(features);

    [Benchmark]
    public float DecideAllByTheQuadraticForm()
    {
        var sum = 0f;
        for (var r = 0; r < Rows; r++)
            sum += form.Evaluate(features.Row(r));
        return sum;
    }
}
