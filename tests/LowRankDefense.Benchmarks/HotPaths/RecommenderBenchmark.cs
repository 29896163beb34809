using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>One sweep of each factorization, and the top-50 lists; 500,000 interactions, rank 128.</summary>
[MemoryDiagnoser]
public class RecommenderBenchmark
{
    private CsrMatrix interactions = null!;
    private FactorModel model = null!;

    [GlobalSetup]
    public void Draw()
    {
        interactions = SyntheticData.Interactions(500_000, seed: 1);
        model = new IalsTrainer(new IalsOptions { Iterations = 1 }).Train(interactions, new SeededRandom(2));
    }

    [Benchmark(Baseline = true)]
    public FactorModel WrmfEpoch() => new WrmfTrainer(new WrmfOptions { Epochs = 1 }).Train(interactions, new SeededRandom(3));

    [Benchmark]
    public FactorModel IalsIterationByConjugateGradients() =>
        new IalsTrainer(new IalsOptions { Iterations = 1 }).Train(interactions, new SeededRandom(3));

    [Benchmark]
    public FactorModel IalsIterationByCholesky() =>
        new IalsTrainer(new IalsOptions { Iterations = 1, LargestCholeskyRank = 128 }).Train(interactions, new SeededRandom(3));

    [Benchmark]
    public RecommendationTable TopFifty() => TopN.Compute(model, interactions, 50);

    /// <summary>What the lists cost where every score is a dot product of its own and all are sorted; a tenth of the users.</summary>
    [Benchmark]
    public int TopFiftyBySortingForATenthOfTheUsers()
    {
        var scores = new float[interactions.Columns];
        var items = new int[interactions.Columns];
        var first = 0;
        for (var user = 0; user < interactions.Rows / 10; user++)
        {
            for (var item = 0; item < items.Length; item++)
                (items[item], scores[item]) = (item, -Vectors.Dot(model.Users.Row(user), model.Items.Row(item)));
            foreach (var seen in interactions.ColumnsOf(user))
                scores[seen] = float.PositiveInfinity;
            Array.Sort(scores, items);
            first ^= items[0];
        }

        return first;
    }
}
