using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Models;

/// <summary>Follows the <c>models</c> topic from its start and puts each complete model in force.</summary>
internal sealed class ModelWatcher(
    KafkaClients clients,
    TopicOptions topics,
    ModelRegistry registry,
    PipelineReady ready,
    WorkerMetrics metrics,
    ILogger<ModelWatcher> logger
) : BackgroundService
{
    private readonly ModelAssembler assembler = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ready.TopicsExist.WaitAsync(stoppingToken);
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
                    ready.ModelsRead();
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
            Log.ModelRefused(logger, key, "?", e);
        }
    }

    private void Use(ModelManifest manifest, byte[] model)
    {
        switch (manifest.Kind)
        {
            case ModelKind.Detector:
                metrics.ShowModel(manifest.Kind, registry.DetectorManifest?.Version, manifest.Version);
                var detector = DetectorModelCodec.Decode(model);
                if (registry.Detector is DetectorModel before)
                    metrics.BasisOverlap.Set(BasisDrift.Overlap(before, detector));
                registry.Use(detector, manifest);
                Log.DetectorSwitched(logger, manifest.Version);
                break;
            case ModelKind.Factors:
                metrics.ShowModel(manifest.Kind, registry.FactorsManifest?.Version, manifest.Version);
                registry.UseFactors(manifest);
                break;
        }
    }
}
