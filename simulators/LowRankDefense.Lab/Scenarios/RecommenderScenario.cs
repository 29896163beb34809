using System.Diagnostics;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;
using LowRankDefense.Core.Factorization.Popularity;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Neighbourhoods;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Trains one recommender from one or several seeds and measures it on the held-out interactions.</summary>
internal sealed class RecommenderScenario
{
    private const int K = 50;

    private static readonly Dictionary<string, Func<int, IRecommenderTrainer<IRecommender>>> Trainers = new(StringComparer.Ordinal)
    {
        ["wrmf-sgd"] = rank => new WrmfTrainer(new WrmfOptions { Rank = rank }),
        ["ials"] = rank => new IalsTrainer(new IalsOptions { Rank = rank }),
        ["pmf"] = rank => new PmfTrainer(new PmfOptions { Rank = rank }),
        ["item-knn"] = _ => new ItemNeighbourTrainer(new ItemNeighbourOptions()),
        ["popularity"] = _ => new PopularityTrainer(),
    };

    public static IReadOnlyCollection<string> Models => Trainers.Keys;

    public required string Model { get; init; }

    public required int Rank { get; init; }

    public required IndexedDataSet Data { get; init; }

    /// <summary>Profiles added under those of the data set, or null.</summary>
    public required CsrMatrix? Fakes { get; init; }

    public required int[] Targets { get; init; }

    /// <summary>The metrics and the training seconds of one seed.</summary>
    public (IReadOnlyList<UserMetric> Metrics, double Seconds) Run(ulong seed, CancellationToken stop)
    {
        var train = Fakes is null ? Data.Train : Data.Train.StackAbove(Fakes);
        var trainer = Trainers[Model](Rank);
        var watch = Stopwatch.StartNew();
        var model = TrainingBar.Around(
            $"{Model}, seed {seed}",
            progress => trainer.Train(WeightedInteractions.Uniform(train, trainer.Confidence), new SeededRandom(seed), progress, stop)
        );
        var seconds = watch.Elapsed.TotalSeconds;
        var lists = TopN.Compute(model, train, K, stop);
        return (RankingMetrics.PerUser(lists, Data.TestFor(train), K, Targets).All, seconds);
    }
}
