using System.CommandLine;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Evaluation;
using LowRankDefense.Lab.Output;
using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate detector</c>: scores every user of a data set with fakes in it.</summary>
internal static class EvaluateDetectorCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(required: true);
        var fakes = new Option<FileInfo?>("--fakes")
        {
            Description = "Fakes file to add to the data: CSV with the header user,item[,value[,timestamp]].",
        };
        var labels = new Option<FileInfo?>("--labels") { Description = "Labels of the users in the data: lines 'user label', 1 = fake." };
        var protocol = new Option<string>("--protocol")
        {
            Description =
                "self: trained without labels on attacks simulated on the data; cv: stratified 10-fold cross-validation on the labels; cv-down-sampled: the same, the classifier trained on as many genuine users as fakes.",
            DefaultValueFactory = _ => "self",
        };
        protocol.AcceptOnlyFromAmong("self", "cv", "cv-down-sampled");
        var budget = new Option<double>("--budget")
        {
            Description = "False-positive budget of the thresholds.",
            DefaultValueFactory = _ => new PcaSvmOptions().FalsePositiveBudget,
        };
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command(
            "detector",
            CommonOptions.WithExample(
                "Scores every user of a data set with fakes in it and prints how well they are told apart.",
                "evaluate detector --data ../shared/datasets/filmtrust --fakes fakes.csv --protocol self"
            )
        )
        {
            data,
            fakes,
            labels,
            protocol,
            budget,
            seed,
            json,
        };
        command.SetAction(
            (parse, stop) =>
            {
                var users = LabelledProfiles.Load(parse.GetValue(data)!, parse.GetValue(fakes)?.FullName, parse.GetValue(labels)?.FullName);
                var options = new PcaSvmOptions
                {
                    FalsePositiveBudget = parse.GetValue(budget),
                    DownSampled = parse.GetValue(protocol) == "cv-down-sampled",
                };
                var experiment = new DetectorExperiment(options, parse.GetValue(seed));
                var result = parse.GetValue(protocol) == "self" ? experiment.TrainWithoutLabels(users, stop) : experiment.CrossValidate(users, stop);
                var rows = Rows(result, users, parse.GetValue(seed));
                Figures.Print($"detector, protocol {parse.GetValue(protocol)}, on {parse.GetValue(data)}", rows);
                JsonReport.Write(parse.GetValue(json), rows.ToDictionary(r => r.Name, r => r.Value, StringComparer.Ordinal));
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static List<(string Name, object? Value, string Definition)> Rows(DetectorScores result, LabelledProfiles users, ulong seed)
    {
        var counts = ConfusionCounts.Of(result.Flagged, users.Fake);
        return
        [
            ("users", users.Fake.Length, "users scored"),
            ("fakes", counts.Fakes, "fakes among them"),
            ("recall", counts.Recall, "share of the fakes above their threshold"),
            .. IntervalRows.OfRecall(result.Flagged, users.Fake, seed),
            ("fpr", counts.FalsePositiveRate, "share of the genuine users above their threshold"),
            ("precision", counts.Precision, "share of the flagged users that are fakes"),
            ("auc", DetectionMetrics.RocAuc(result.Margins, users.Fake), "area under the ROC curve of score − threshold"),
            .. IntervalRows.OfAuc(result.Margins, users.Fake, seed),
            ("recall@1%fpr", DetectionMetrics.RecallAtFpr(result.Margins, users.Fake, 0.01), "recall where 1 % of the genuine users are flagged"),
            (
                "recall@0.1%fpr",
                DetectionMetrics.RecallAtFpr(result.Margins, users.Fake, 0.001),
                "recall where 0.1 % of the genuine users are flagged"
            ),
            ("size_matched_auc", SizeMatchedAuc.Compute(result.Margins, users.Fake, users.Lengths), SizeMatchedAuc.Definition),
            ("train_seconds", result.TrainSeconds, "wall time of the training, all folds"),
            ("score_ns_per_user", result.ScoreNanosecondsPerUser, "projecting and scoring a whole profile, one thread"),
            Memory.Figure(),
        ];
    }
}
