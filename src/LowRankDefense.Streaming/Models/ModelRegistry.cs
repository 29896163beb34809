using System.Collections.Concurrent;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Detection.Catalog;

namespace LowRankDefense.Streaming.Models;

/// <summary>The models in force; replaced atomically, read without locks. One writer.</summary>
public sealed class ModelRegistry
{
    private readonly ConcurrentDictionary<string, ModelManifest> manifests = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IDetector[] detectors = [];

    /// <summary>Completes once the models topic was read to its end for the first time: only then is "no detector" a fact.</summary>
    public Task Known => known.Task;

    /// <summary>The detectors in force, one of a family at most, in the order of the catalog; another array after every change, and not to be written to.</summary>
    internal IDetector[] Detectors => Volatile.Read(ref detectors);

    /// <summary>The detector of <paramref name="family"/> in force; null until one was published.</summary>
    public IDetector? Detector(string family) => Array.Find(Detectors, d => d.Family == family);

    /// <summary>Manifest of the newest model of <paramref name="kind"/> (see <see cref="ModelKind"/>); null until one was published.</summary>
    public ModelManifest? Manifest(string kind) => manifests.GetValueOrDefault(kind);

    /// <summary>Puts a detector in force in place of the one of its family.</summary>
    internal void Use(IDetector published, ModelManifest manifest)
    {
        manifests[manifest.Kind] = manifest;
        IDetector[] others = Array.FindAll(detectors, d => d.Family != published.Family);
        Volatile.Write(ref detectors, [.. others.Append(published).OrderBy(d => PlaceOf(d.Family))]);
    }

    /// <summary>Takes note of a model that the pipeline itself does not ask.</summary>
    internal void Note(ModelManifest manifest) => manifests[manifest.Kind] = manifest;

    /// <summary>Says that the models topic was read to its end.</summary>
    internal void Read() => known.TrySetResult();

    private static int PlaceOf(string family) => DetectorCatalog.Names.Index().First(n => n.Item == family).Index;
}
