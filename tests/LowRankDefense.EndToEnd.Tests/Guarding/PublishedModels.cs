using System.Text;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Refresh;
using MemoryPack;

namespace LowRankDefense.EndToEnd.Tests.Guarding;

/// <summary>The newest models on the models topic, read as any consumer would.</summary>
internal sealed record PublishedModels(IDetector? Detector, (string Version, FactorsPayload Payload)? Factors)
{
    /// <summary>Reads the topic from its start.</summary>
    public static PublishedModels Read(string bootstrap, string topic)
    {
        var assembler = new ModelAssembler();
        var models = new PublishedModels(null, null);
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                if (assembler.Take(Encoding.UTF8.GetString(r.Message.Key), r.Message.Value) is not { } complete)
                    return;
                models =
                    complete.Manifest.Kind == ModelKind.Factors
                        ? models with
                        {
                            Factors = (complete.Manifest.Version, MemoryPackSerializer.Deserialize<FactorsPayload>(complete.Model)!),
                        }
                        : models with
                        {
                            Detector = DetectorCatalog.Decode(complete.Model),
                        };
            }
        );
        return models;
    }
}
