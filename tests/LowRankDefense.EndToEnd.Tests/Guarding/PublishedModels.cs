using System.Text;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Refresh;
using MemoryPack;

namespace LowRankDefense.EndToEnd.Tests.Guarding;

/// <summary>The newest models on the models topic, read as any consumer would.</summary>
/// <param name="Detectors">By family.</param>
/// <param name="Factors">Factors and their version.</param>
internal sealed record PublishedModels(IReadOnlyDictionary<string, IDetector> Detectors, (string Version, FactorsPayload Payload)? Factors)
{
    /// <summary>Reads the topic from its start.</summary>
    public static PublishedModels Read(string bootstrap, string topic)
    {
        var assembler = new ModelAssembler();
        var detectors = new Dictionary<string, IDetector>(StringComparer.Ordinal);
        (string, FactorsPayload)? factors = null;
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                if (assembler.Take(Encoding.UTF8.GetString(r.Message.Key), r.Message.Value) is not { } complete)
                    return;
                if (complete.Manifest.Kind == ModelKind.Factors)
                    factors = (complete.Manifest.Version, MemoryPackSerializer.Deserialize<FactorsPayload>(complete.Model)!);
                else if (DetectorCatalog.Decode(complete.Model) is var detector)
                    detectors[detector.Family] = detector;
            }
        );
        return new PublishedModels(detectors, factors);
    }
}
