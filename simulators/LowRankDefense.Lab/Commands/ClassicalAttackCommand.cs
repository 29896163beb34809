using System.CommandLine;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack NAME</c>: writes fake profiles by a classical recipe.</summary>
internal sealed class ClassicalAttackCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo> output = CommonOptions.FakesOut();
    private readonly Option<double> share = CommonOptions.Share("Fakes per genuine user.");
    private readonly Option<int?> count = CommonOptions.Count("Number of fakes.");
    private readonly Option<int> fillers = new Option<int>("--fillers")
    {
        Description = "Filler items per fake; 0 takes the mean length of the genuine profiles.",
    }.Must(n => n >= 0, "0 or more");
    private readonly Option<bool> nuke = new("--nuke") { Description = "Demote the targets instead of promoting them." };
    private readonly Option<string[]> targets = CommonOptions.Targets();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    /// <param name="attack">The recipe.</param>
    public ClassicalAttackCommand(IAnsiConsole console, IAttack attack)
        : base(console, attack.Name, attack.Description, $"attack {attack.Name} --data ../shared/datasets/filmtrust --out fakes.csv --share 0.01") =>
        Takes(data, output, share, count, fillers, nuke, targets, Seed, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var indexed = IndexedDataSet.Of(DataSet.Load(parse.GetRequiredValue(data)!));
        var random = new SeededRandom(parse.GetValue(Seed));
        var options = new AttackOptions
        {
            Count = parse.GetValue(count) ?? AttackCampaign.CountOf(parse.GetValue(share), indexed),
            Targets = TargetItems.Resolve(parse.GetValue(targets), indexed, random),
            FillerItems = parse.GetValue(fillers),
            Push = !parse.GetValue(nuke),
        };
        var fakes = AttackCampaign.Fakes(Name, indexed, options, random);
        var file = parse.GetRequiredValue(output);
        FakesFile.Write(file.FullName, fakes);
        Figure[] result =
        [
            new("attack", Name, "kind of attack"),
            new("fakes", options.Count, "fake users"),
            new("interactions", fakes.Count, "interactions of theirs"),
            new("targets", options.Targets.Select(t => indexed.Items[t]).ToArray(), "items they are after"),
        ];
        Output.Report.Print(Console, $"fakes written to {file.FullName}", result);
        WriteJson(parse, [.. result, Parameters(parse)]);
        return Task.FromResult(ExitCodes.Done);
    }
}
