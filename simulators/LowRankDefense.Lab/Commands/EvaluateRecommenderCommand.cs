using System.CommandLine;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate recommender</c>: trains on the older interactions, tests on the newer ones.</summary>
internal static class EvaluateRecommenderCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(required: true);
        var model = new Option<string>("--model")
        {
            Description = "What to train; pmf learns from the values of ratings, the others from interactions.",
            DefaultValueFactory = _ => "wrmf-sgd",
        };
        model.AcceptOnlyFromAmong([.. RecommenderScenario.Models]);
        var rank = new Option<int>("--rank")
        {
            Description = "Length of the factors; item-knn and popularity have none.",
            DefaultValueFactory = _ => 128,
        };
        var targets = CommonOptions.Targets();
        var fakes = new Option<FileInfo?>("--fakes") { Description = "Fakes file to train with; fakes are not evaluated." };
        var seed = CommonOptions.Seed();
        var seeds = new Option<int>("--seeds")
        {
            Description = "Train from so many seeds, --seed and those after it, and print mean and standard deviation of every figure.",
            DefaultValueFactory = _ => 1,
        };
        seeds.Validators.Add(result =>
        {
            if (result.GetValue(seeds) is < 1 or > 1000)
                result.AddError("--seeds takes 1 to 1000.");
        });
        var json = CommonOptions.Json();
        var command = new Command(
            "recommender",
            CommonOptions.WithExample(
                "Trains a recommender and prints its quality with the definition of every figure.",
                "evaluate recommender --data ../shared/datasets/gowalla --model wrmf-sgd --targets 259,2272,3010,6737,7690"
            )
        )
        {
            data,
            model,
            rank,
            targets,
            fakes,
            seed,
            seeds,
            json,
        };
        command.SetAction(
            (parse, stop) =>
            {
                var indexed = IndexedDataSet.Of(DataSet.Load(parse.GetValue(data)!), binary: parse.GetValue(model) != "pmf");
                var scenario = new RecommenderScenario
                {
                    Model = parse.GetValue(model)!,
                    Rank = parse.GetValue(rank),
                    Data = indexed,
                    Fakes = parse.GetValue(fakes) is { } file ? indexed.Index(FakesFile.Read(file.FullName)).Profiles : null,
                    Targets = TargetItems.Find(parse.GetValue(targets) ?? [], indexed),
                };
                var first = parse.GetValue(seed);
                var rows = parse.GetValue(seeds) == 1 ? OneSeed(scenario, first, stop) : ManySeeds(scenario, first, parse.GetValue(seeds), stop);
                Figures.Print($"{scenario.Model} on {parse.GetValue(data)}", rows);
                JsonReport.Write(parse.GetValue(json), rows.ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal));
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static List<(string Name, object? Value, string Definition)> OneSeed(RecommenderScenario scenario, ulong seed, CancellationToken stop)
    {
        var (metrics, seconds) = scenario.Run(seed, stop);
        return [.. metrics.SelectMany(m => IntervalRows.OfMean(m, seed)), ("train_seconds", seconds, "wall time of the training"), Memory.Figure()];
    }

    private static List<(string Name, object? Value, string Definition)> ManySeeds(
        RecommenderScenario scenario,
        ulong first,
        int seeds,
        CancellationToken stop
    )
    {
        var runs = Enumerable.Range(0, seeds).Select(s => scenario.Run(first + (ulong)s, stop)).ToArray();
        return
        [
            .. runs[0].Metrics.SelectMany((m, i) => Spread(m.Mean.Name, m.Mean.Definition, [.. runs.Select(r => r.Metrics[i].Mean.Value)])),
            .. Spread("train_seconds", "wall time of one training", [.. runs.Select(r => r.Seconds)]),
            Memory.Figure(),
        ];
    }

    private static (string Name, object? Value, string Definition)[] Spread(string name, string definition, double[] values)
    {
        var mean = values.Average();
        // s² = Σ (x − mean)² / (n − 1)
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        return [(name, mean, $"{definition}; mean over {values.Length} seeds"), ($"{name}_sd", deviation, "standard deviation over the seeds")];
    }
}
