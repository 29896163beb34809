using System.CommandLine;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Experiments;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using Spectre.Console;

namespace LowRankDefense.Lab.Commands;

/// <summary><c>lowrank train-detector</c>: trains a detector and publishes it, or writes it to a file.</summary>
internal static class TrainDetectorCommand
{
    public static Command Create()
    {
        var data = CommonOptions.Data(required: true);
        var fakes = new Option<FileInfo?>("--fakes")
        {
            Description = "Known fakes to learn from; without fakes or labels the detector trains on simulated attacks.",
        };
        var labels = new Option<FileInfo?>("--labels") { Description = "Labels of the users in the data: lines 'user label', 1 = fake." };
        var bootstrap = new Option<string?>("--bootstrap") { Description = "Broker to publish to." };
        var topic = new Option<string>("--topic") { Description = "Models topic.", DefaultValueFactory = _ => "models" };
        var output = new Option<FileInfo?>("--out") { Description = "File to write the detector to." };
        var seed = CommonOptions.Seed();
        var json = CommonOptions.Json();
        var command = new Command(
            "train-detector",
            CommonOptions.WithExample(
                "Trains a detector, without labels unless some are given, and publishes it: workers take it at their next cycle.",
                "train-detector --data ../shared/datasets/filmtrust --bootstrap 127.0.0.1:9092"
            )
        )
        {
            data,
            fakes,
            labels,
            bootstrap,
            topic,
            output,
            seed,
            json,
        };
        command.SetAction(
            (parse, stop) =>
            {
                if (parse.GetValue(bootstrap) is null && parse.GetValue(output) is null)
                    throw new ArgumentException("Say where the detector goes: --bootstrap HOST:PORT publishes it, --out FILE writes it.");
                var version = "detector-" + TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
                var watch = System.Diagnostics.Stopwatch.StartNew();
                var detector = Train(parse.GetValue(data)!, parse.GetValue(fakes), parse.GetValue(labels), version, parse.GetValue(seed), stop);
                var seconds = watch.Elapsed.TotalSeconds;
                var bytes = DetectorCatalog.Encode(detector);
                if (parse.GetValue(output) is { } file)
                    File.WriteAllBytes(file.FullName, bytes);
                if (parse.GetValue(bootstrap) is { } broker)
                    Publish(broker, parse.GetValue(topic)!, detector.Version, bytes);
                AnsiConsole.MarkupLineInterpolated(
                    $"{detector.Version}: {detector.Items.Count} items, rank {detector.EvidenceLength}, {bytes.Length / 1024.0:N0} KiB, trained in {seconds:N1} s, peak memory {Memory.PeakMegabytes():N0} MiB"
                );
                JsonReport.Write(
                    parse.GetValue(json),
                    new Dictionary<string, object?>(StringComparer.Ordinal)
                    {
                        ["version"] = detector.Version,
                        ["items"] = detector.Items.Count,
                        ["rank"] = detector.EvidenceLength,
                        ["bytes"] = bytes.Length,
                        ["train_seconds"] = seconds,
                        ["peak_mb"] = Memory.PeakMegabytes(),
                    }
                );
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static PcaSvmDetector Train(string data, FileInfo? fakes, FileInfo? labels, string version, ulong seed, CancellationToken stop)
    {
        var (trainer, random) = (new PcaSvmTrainer(new PcaSvmOptions()), new SeededRandom(seed));
        if (fakes is null && labels is null)
        {
            var indexed = IndexedDataSet.Of(DataSet.Load(data));
            return trainer.Train(version, new TrainingProfiles(indexed.Train, indexed.Items.Ids), random, stop);
        }

        var users = LabelledProfiles.Load(data, fakes?.FullName, labels?.FullName);
        return trainer.Train(version, new TrainingProfiles(users.Profiles, users.Items, users.Fake), random, stop);
    }

    private static void Publish(string bootstrap, string topic, string version, byte[] bytes)
    {
        var kind = ModelKind.OfDetector(PcaSvmDetector.FamilyName);
        ModelManifest? before = null;
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                if (r.Message.Value is not null && Encoding.UTF8.GetString(r.Message.Key) == $"{kind}/manifest")
                    before = ModelManifest.FromBytes(r.Message.Value);
            }
        );
        using var producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = bootstrap, TransactionalId = $"lowrank-train-detector-{version}" }
        ).Build();
        producer.InitTransactions(Clients.Patience);
        producer.BeginTransaction();
        new ModelPublisher(topic).Publish(new Outbox(producer), kind, version, bytes, before);
        producer.CommitTransaction();
    }
}
