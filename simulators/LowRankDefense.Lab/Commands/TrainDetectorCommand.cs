using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.Streaming.Models;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank train-detector</c>: trains a detector and publishes it, or writes it to a file.</summary>
internal sealed class TrainDetectorCommand : Verb
{
    private readonly Option<string?> data = CommonOptions.Data(required: true);
    private readonly Option<FileInfo?> fakes = CommonOptions.Fakes(
        "Known fakes to learn from; without fakes or labels the detector trains on simulated attacks."
    );
    private readonly Option<FileInfo?> labels = CommonOptions.Labels();
    private readonly Option<string> family = CommonOptions.Detector();
    private readonly Option<string[]> without = CommonOptions.WithoutFamily();
    private readonly Option<string?> bootstrap = new("--bootstrap") { Description = "Broker to publish to." };
    private readonly Option<string> topic = new("--topic") { Description = "Models topic.", DefaultValueFactory = _ => "models" };
    private readonly Option<FileInfo?> output = new Option<FileInfo?>("--out") { Description = "File to write the detector to." }.MustBeWritable();

    /// <summary>The verb.</summary>
    /// <param name="console">Where it writes.</param>
    public TrainDetectorCommand(IAnsiConsole console)
        : base(
            console,
            "train-detector",
            "Trains a detector, without labels unless some are given, and publishes it: workers take it at their next cycle.",
            "train-detector --data ../shared/datasets/filmtrust --bootstrap 127.0.0.1:9092"
        ) => Takes(data, fakes, labels, family, without, bootstrap, topic, output, Seed, Json);

    /// <inheritdoc/>
    protected override Task<int> Run(ParseResult parse, CancellationToken stop)
    {
        var (broker, file) = (parse.GetValue(bootstrap), parse.GetValue(output));
        if (broker is null && file is null)
            throw new ArgumentException("Say where the detector goes: --bootstrap HOST:PORT publishes it, --out FILE writes it.");
        if (broker is not null)
            Clients.Reach(broker);
        var stamp = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        var version = $"{ModelKind.OfDetector(parse.GetRequiredValue(family))}-{stamp}";
        var watch = Stopwatch.StartNew();
        var profiles = Load(parse.GetRequiredValue(data)!, parse.GetValue(fakes), parse.GetValue(labels));
        var leftOut = new PcaSvmOptions { LeftOut = string.Join(',', parse.GetValue(without) ?? []) };
        var trainer = DetectorCatalog.CreateTrainer(parse.GetRequiredValue(family), new DetectorSettings { PcaSvm = leftOut });
        var detector = Console.Training("training", _ => trainer.Train(version, profiles, new SeededRandom(parse.GetValue(Seed)), stop));
        var seconds = watch.Elapsed.TotalSeconds;
        var bytes = DetectorCatalog.Encode(detector);
        if (file is not null)
            File.WriteAllBytes(file.FullName, bytes);
        if (broker is not null)
            DetectorPublisher.Publish(broker, parse.GetRequiredValue(topic), detector, bytes);
        Report(
            parse,
            "detector",
            [
                new("detector_version", detector.Version, "under which workers know it"),
                new("items", profiles.Items.Count, "items it was trained on"),
                new("rank", detector.EvidenceLength, "floats of evidence that a profile carries for it"),
                new("bytes", bytes.Length, "size of the file or of the message"),
                new("train_seconds", seconds, "wall time of reading and training"),
                Memory.Figure(),
            ]
        );
        return Task.FromResult(ExitCodes.Done);
    }

    private static TrainingProfiles Load(string data, FileInfo? fakes, FileInfo? labels)
    {
        if (fakes is null && labels is null)
        {
            var indexed = IndexedDataSet.Of(DataSet.Load(data));
            return new TrainingProfiles(indexed.Train, indexed.Items.Ids);
        }

        var users = LabelledProfiles.Load(data, fakes?.FullName, labels?.FullName);
        return new TrainingProfiles(users.Profiles, users.Items, users.Fake);
    }
}
