using System.CommandLine;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Scenarios.Attacks;
using LowRankDefense.Simulators.Attacks.Obfuscations;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Schedules;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank attack compose</c>: makes one attack of several, and says when each fake acts.</summary>
internal sealed class ComposeCommand : Verb
{
    private readonly InputFiles files = new("fakes", "Fakes files; what 'attack --json' wrote beside each names its attack and targets.");
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo> output = CommonOptions.FakesOut();
    private readonly Option<FileInfo?> truth = new Option<FileInfo?>("--truth")
    {
        Description = "File for what is true of each fake: CSV user,attack,wave,targets. Without it beside --out, with the ending truth.csv.",
    }.MustBeWritable();
    private readonly Option<string[]> disguise = new Option<string[]>("--disguise")
    {
        Description = "What is done to the fakes of each file, whose targets must be known; may be repeated.",
        HelpName = "disguise",
    }.MustAllBeOneOf("disguise", [.. ObfuscationCatalog.Names, AdaptiveEvasion.CommandName]);
    private readonly Option<FileInfo?> detector = CommonOptions.Input(
        "--detector",
        "Detector that --disguise adaptive asks, as 'train-detector --out' wrote it."
    );
    private readonly Option<int> queries = CommonOptions.Queries();
    private readonly Option<ScheduleKind?> schedule = new("--schedule")
    {
        Description =
            "When they act: burst, all in one window; waves, several bursts; drip, one after the other over the rest of the stream; mimicry, when genuine users do. Without it they have no times.",
    };
    private readonly Option<double> start = new Option<double>("--start")
    {
        Description = "Share of the stream before it.",
        DefaultValueFactory = _ => new ScheduleOptions().Start,
    }.Must(s => s is >= 0 and < 1, "a share, 0 or more and below 1");
    private readonly Option<double?> length = new Option<double?>("--length")
    {
        Description = "Share of the stream that it takes, of waves each; without it 0.02 for burst and waves, the rest of the stream for the others.",
    }.Must(l => l is null or (> 0 and <= 1), "a share above 0, up to 1");
    private readonly Option<int> waves = new Option<int>("--waves")
    {
        Description = "Number of waves, which come evenly from --start on.",
        DefaultValueFactory = _ => new ScheduleOptions().Waves,
    }.Must(n => n is >= 1 and <= 1_000, "1 to 1000");
    private readonly Option<double[]> waveStarts = new Option<double[]>("--wave-starts")
    {
        Description = "Shares of the stream before each wave, ascending, in place of --start and --waves.",
        AllowMultipleArgumentsPerToken = true,
    }.Must(all => all.All(s => s is >= 0 and < 1), "shares, 0 or more and below 1");

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public ComposeCommand(IAnsiConsole console)
        : base(
            console,
            "compose",
            "Makes one attack of several: fakes of all files under new ids, in an order that does not tell their attack, and says when each of them acts.",
            "attack compose a.csv b.csv --data ../shared/datasets/ml-100k --schedule waves --waves 3 --out all.csv --json all.json"
        )
    {
        Add(files);
        Takes(data, output, truth, disguise, detector, queries, schedule, start, length, waves, waveStarts, Seed, Json);
    }

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var scenario = new ComposeScenario
        {
            Data = DataSet.Load(parse.GetRequiredValue(data)!),
            Files = [.. parse.GetRequiredValue(files).Select(f => f.FullName)],
            Disguises = parse.GetValue(disguise) ?? [],
            Detector = DetectorOf(parse),
            Queries = parse.GetValue(queries),
            Schedule = ScheduleOf(parse),
        };
        var composed = scenario.Run(parse.GetValue(Seed));
        var file = parse.GetRequiredValue(output).FullName;
        FakesFile.Write(file, composed.Fakes);
        TruthFile.Write(parse.GetValue(truth)?.FullName ?? TruthFile.Beside(file), composed.Truth);
        Report(parse, $"fakes written to {file}", [new Figure("attack", Name, "kind of attack"), .. composed.Figures]);
        return Task.FromResult(ExitCodes.Done);
    }

    private IDetector? DetectorOf(ParseResult parse)
    {
        var isAsked = (parse.GetValue(disguise) ?? []).Contains(AdaptiveEvasion.CommandName, StringComparer.OrdinalIgnoreCase);
        if (parse.GetValue(detector) is { } file)
            return isAsked
                ? DetectorCatalog.Decode(File.ReadAllBytes(file.FullName))
                : throw new InvalidDataException("--detector is asked by --disguise adaptive alone: leave it out, or add that.");
        return isAsked
            ? throw new InvalidDataException(
                "--disguise adaptive asks a detector: name one with --detector, which 'lowrank train-detector --out' writes."
            )
            : null;
    }

    private ScheduleOptions? ScheduleOf(ParseResult parse)
    {
        var kind = parse.GetValue(schedule);
        Option[] idle = kind switch
        {
            null => [start, length, waves, waveStarts],
            ScheduleKind.Waves when parse.GetResult(waveStarts) is not null => [start, waves],
            ScheduleKind.Waves => [],
            _ => [waves, waveStarts],
        };
        if (Array.Find(idle, o => parse.GetResult(o) is { Implicit: false }) is { } given)
            throw new InvalidDataException($"{given.Name} means nothing {Where(kind)}: leave it out, or choose another schedule.");
        return kind is null
            ? null
            : new ScheduleOptions
            {
                Kind = kind.Value,
                Start = parse.GetValue(start),
                Length = parse.GetValue(length),
                Waves = parse.GetValue(waves),
                WaveStarts = parse.GetValue(waveStarts) ?? [],
            };
    }

    private static string Where(ScheduleKind? kind) =>
        kind switch
        {
            null => "without --schedule",
            ScheduleKind.Waves => "beside --wave-starts",
            _ => $"to --schedule {kind.Value.ToString().ToLowerInvariant()}",
        };
}
