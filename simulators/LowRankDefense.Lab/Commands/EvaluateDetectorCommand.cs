using System.CommandLine;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank evaluate detector</c>: scores every user of a data set with fakes in it.</summary>
internal sealed class EvaluateDetectorCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo?> fakes = CommonOptions.FakesAndWhatIsBeside(
        "Fakes file to add to the data: CSV with the header user,item[,value[,timestamp]]."
    );
    private readonly Option<FileInfo?> truth = CommonOptions.Truth();
    private readonly Option<FileInfo?> labels = CommonOptions.Labels();
    private readonly Option<string> protocol = new Option<string>("--protocol")
    {
        Description =
            "self: trained without labels on attacks simulated on the data, on a clean history and on one that the fakes are in, everybody scored by who has not seen him; cv: stratified 10-fold cross-validation on the labels; cv-down-sampled: the same, the classifier trained on as many genuine users as fakes; arrivals: without labels, users come one after the other and campaigns are looked for among them.",
        DefaultValueFactory = _ => DetectorScenario.WithoutLabels,
    }.MustBeOneOf("protocol", [.. DetectorScenario.Protocols, ArrivalOptions.Protocol]);
    private readonly ArrivalOptions arrivals = new();
    private readonly Option<string> detector = CommonOptions.Detector();
    private readonly Option<double> budget = new Option<double>("--budget")
    {
        Description = "False-positive budget of the thresholds.",
        DefaultValueFactory = _ => new PcaSvmOptions().FalsePositiveBudget,
    }.Must(b => b is > 0 and < 1, "a share between 0 and 1");

    private readonly Option<string[]> without = CommonOptions.WithoutFamily();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public EvaluateDetectorCommand(IAnsiConsole console)
        : base(
            console,
            "detector",
            "Scores every user of a data set with fakes in it and prints how well they are told apart.",
            "evaluate detector --data ../shared/datasets/filmtrust --fakes fakes.csv --protocol self"
        ) => Takes([data, fakes, truth, labels, protocol, detector, budget, without, .. arrivals.All, Seed, Json]);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var (folder, name) = (parse.GetRequiredValue(data)!, parse.GetRequiredValue(protocol));
        arrivals.Check(parse, name, labels, detector, budget);
        if (name == ArrivalOptions.Protocol)
            return Arrive(parse, folder, stop);
        var scenario = new DetectorScenario
        {
            Users = LabelledProfiles.Load(folder, parse.GetValue(fakes)?.FullName, parse.GetValue(labels)?.FullName),
            Protocol = name,
            Detector = parse.GetRequiredValue(detector),
            Budget = parse.GetValue(budget),
            LeftOut = parse.GetValue(without) ?? [],
            Truth = TruthOf(parse),
            Seed = parse.GetValue(Seed),
        };
        var figures = Console.Training($"detector, protocol {name}", _ => scenario.Run(stop));
        Report(parse, $"detector, protocol {name}, on {folder}", figures);
        return Task.FromResult(ExitCodes.Done);
    }

    private async Task<int> Arrive(ParseResult parse, string folder, CancellationToken stop)
    {
        var scenario = arrivals.Scenario(
            parse,
            DataSet.Load(folder),
            parse.GetValue(fakes)?.FullName,
            TruthOf(parse),
            parse.GetValue(without) ?? [],
            parse.GetValue(Seed)
        );
        IReadOnlyList<Figure> figures = [];
        await Console.Counting("users arriving", scenario.Count, seen => Task.Run(() => figures = scenario.Run(seen, stop), stop));
        Report(parse, $"detector, protocol {ArrivalOptions.Protocol}, on {folder}", figures);
        return ExitCodes.Done;
    }

    private AttackTruth? TruthOf(ParseResult parse) => AttackTruth.Of(parse.GetValue(truth)?.FullName, parse.GetValue(fakes)?.FullName);
}
