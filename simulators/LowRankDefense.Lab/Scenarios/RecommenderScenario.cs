using System.Diagnostics;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Recommenders;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios;

/// <summary>Trains one recommender from one or several seeds and measures it on the held-out interactions.</summary>
internal sealed class RecommenderScenario
{
    /// <summary>Where progress is shown.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>A name that <see cref="RecommenderCatalog"/> knows.</summary>
    public required string Model { get; init; }

    /// <summary>Length of the factors, 1 or more; models without factors do not read it.</summary>
    public required int Rank { get; init; }

    /// <summary>Places of a list that count, 1 or more.</summary>
    public required int K { get; init; }

    /// <summary>Interactions to learn from, and those held out.</summary>
    public required IndexedDataSet Data { get; init; }

    /// <summary>Profiles added under those of the data set (fakes × items), or null.</summary>
    public required CsrMatrix? Fakes { get; init; }

    /// <summary>Columns of the attacked items; may be empty.</summary>
    public required int[] Targets { get; init; }

    /// <summary>Quality, training seconds and peak memory.</summary>
    /// <param name="first">The first seed.</param>
    /// <param name="seeds">How many seeds, 1 or more: one gives intervals over the users, several give means and deviations over the seeds.</param>
    /// <param name="stop">Stops within a training.</param>
    public IReadOnlyList<Figure> Run(ulong first, int seeds, CancellationToken stop)
    {
        if (seeds == 1)
        {
            var (metrics, seconds) = Train(first, stop);
            return
            [
                .. metrics.SelectMany(m => IntervalFigures.OfMean(m, first)),
                new("train_seconds", seconds, "wall time of the training"),
                Memory.Figure(),
            ];
        }

        var runs = Enumerable.Range(0, seeds).Select(s => Train(first + (ulong)s, stop)).ToArray();
        return
        [
            .. runs[0].Metrics.SelectMany((m, i) => Spread(m.Mean.Name, m.Mean.Definition, [.. runs.Select(r => r.Metrics[i].Mean.Value)])),
            .. Spread("train_seconds", "wall time of one training", [.. runs.Select(r => r.Seconds)]),
            Memory.Figure(),
        ];
    }

    private (IReadOnlyList<UserMetric> Metrics, double Seconds) Train(ulong seed, CancellationToken stop)
    {
        var train = Fakes is null ? Data.Train : Data.Train.StackAbove(Fakes);
        var trainer = RecommenderCatalog.ByName(Model, Rank);
        var watch = Stopwatch.StartNew();
        var model = Console.Training($"{Model}, seed {seed}", progress => trainer.Train(train, new SeededRandom(seed), progress, stop));
        var seconds = watch.Elapsed.TotalSeconds;
        var lists = TopN.Compute(model, train, K, stop);
        return (RankingMetrics.PerUser(lists, Data.TestFor(train), K, Targets).All, seconds);
    }

    private static Figure[] Spread(string name, string definition, double[] values)
    {
        var mean = values.Average();
        // s² = Σ (x − mean)² / (n − 1)
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        return [new(name, mean, $"{definition}; mean over {values.Length} seeds"), new($"{name}_sd", deviation, "standard deviation over the seeds")];
    }
}
