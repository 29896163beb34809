using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Models;

/// <summary>Follows the <c>models</c> topic from its start and puts each complete model in force.</summary>
internal sealed class ModelWatcher(
    KafkaClients clients,
    TopicOptions topics,
    TopicSetup setup,
    ModelRegistry registry,
    WorkerMetrics metrics,
    ILogger<ModelWatcher> logger
) : BackgroundService
{
    private readonly ModelAssembler assembler = new();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await setup.Ready.WaitAsync(stoppingToken);
        await Task.Factory.StartNew(() => Follow(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private void Follow(CancellationToken stop)
    {
        using var reader = clients.Reader(AutoOffsetReset.Earliest);
        reader.Assign(new TopicPartitionOffset(topics.Models, 0, Offset.Beginning));
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var result = reader.Consume(200);
                if (result is { IsPartitionEOF: true })
                    registry.Read();
                else if (result is not null)
                    Take(result.Message);
            }
            catch (ConsumeException e) when (!e.Error.IsFatal)
            {
                Log.ClientError(logger, reader.Name, e.Error.Code.ToString(), e.Error.Reason);
            }
        }
    }

    private void Take(Message<byte[], byte[]> record)
    {
        var key = Encoding.UTF8.GetString(record.Key ?? []);
        try
        {
            if (assembler.Take(key, record.Value) is { } model)
                Use(model.Manifest, model.Model);
        }
        catch (InvalidDataException e)
        {
            Log.ModelRefused(logger, key, e);
        }
    }

    private void Use(ModelManifest manifest, byte[] model)
    {
        var before = registry.Manifest(manifest.Kind)?.Version;
        if (ModelKind.IsDetector(manifest.Kind))
            UseDetector(manifest, model);
        else
            registry.Note(manifest);
        metrics.ShowModel(manifest.Kind, before, manifest.Version);
    }

    private void UseDetector(ModelManifest manifest, byte[] model)
    {
        var detector = DetectorCatalog.Decode(model);
        if (detector is PcaSvmDetector after && registry.Detector(detector.Family) is PcaSvmDetector before)
            metrics.BasisOverlap.Set(BasisDrift.Overlap(before, after));
        registry.Use(detector, manifest);
        Log.DetectorSwitched(logger, detector.Family, manifest.Version);
    }
}
