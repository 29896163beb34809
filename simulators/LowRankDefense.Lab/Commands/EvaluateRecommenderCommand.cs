using System.CommandLine;
using System.Diagnostics;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Output;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate recommender</c>: trains on the older interactions, tests on the newer ones.</summary>
internal static class EvaluateRecommenderCommand
{
    private const int K = 50;

    public static Command Create()
    {
        var data = CommonOptions.Data(required: true);
        var model = new Option<string>("--model") { Description = "wrmf-sgd or ials.", DefaultValueFactory = _ => "wrmf-sgd" };
        model.AcceptOnlyFromAmong("wrmf-sgd", "ials");
        var rank = new Option<int>("--rank") { Description = "Length of the factors.", DefaultValueFactory = _ => 128 };
        var targets = CommonOptions.Targets();
        var fakes = new Option<FileInfo?>("--fakes") { Description = "Fakes file to train with; fakes are not evaluated." };
        var seed = CommonOptions.Seed();
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
            json,
        };
        command.SetAction(
            (parse, stop) =>
            {
                var indexed = IndexedDataSet.Of(DataSet.Load(parse.GetValue(data)!), binary: true);
                var columns = TargetItems.Find(parse.GetValue(targets) ?? [], indexed);
                IFactorTrainer trainer =
                    parse.GetValue(model) == "ials"
                        ? new IalsTrainer(new IalsOptions { Rank = parse.GetValue(rank) })
                        : new WrmfTrainer(new WrmfOptions { Rank = parse.GetValue(rank) });
                var rows = Run(parse.GetValue(model)!, trainer, indexed, columns, parse.GetValue(fakes), parse.GetValue(seed), stop);
                Figures.Print($"{parse.GetValue(model)} on {parse.GetValue(data)}", rows);
                JsonReport.Write(parse.GetValue(json), rows.ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal));
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static List<(string Name, object? Value, string Definition)> Run(
        string name,
        IFactorTrainer trainer,
        IndexedDataSet data,
        int[] targets,
        FileInfo? fakes,
        ulong seed,
        CancellationToken stop
    )
    {
        var train = fakes is null ? data.Train : data.Train.StackAbove(data.Index(FakesFile.Read(fakes.FullName)).Profiles);
        var watch = Stopwatch.StartNew();
        var factors = TrainingBar.Around(
            name,
            progress => trainer.Train(WeightedInteractions.Uniform(train, trainer.ObservedWeight), new SeededRandom(seed), progress, stop)
        );
        var seconds = watch.Elapsed.TotalSeconds;
        var real = fakes is null ? factors : new FactorModel(FirstRows(factors.Users, data.Train.Rows), factors.Items);
        var lists = TopN.Compute(real, data.Train, K, stop);
        var rows = RankingMetrics.PerUser(lists, data.Test, K, targets).All.SelectMany(m => IntervalRows.OfMean(m, seed)).ToList();
        using var process = Process.GetCurrentProcess();
        rows.Add(("train_seconds", seconds, "wall time of the training"));
        rows.Add(("peak_mb", process.PeakWorkingSet64 / 1048576.0, "largest working set of the process, in MiB"));
        return rows;
    }

    private static DenseMatrix FirstRows(DenseMatrix matrix, int rows) => new(rows, matrix.Columns, matrix.Data[..(rows * matrix.Columns)].ToArray());
}
