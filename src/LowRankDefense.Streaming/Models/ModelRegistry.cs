using LowRankDefense.Core.Detection;

namespace LowRankDefense.Streaming.Models;

/// <summary>The models in force; replaced atomically, read without locks.</summary>
public sealed class ModelRegistry
{
    private IDetector? detector;
    private ModelManifest? detectorManifest;
    private ModelManifest? factorsManifest;

    /// <summary>The detector in force; null until one was published.</summary>
    public IDetector? Detector => Volatile.Read(ref detector);

    /// <summary>Manifest of the detector in force.</summary>
    public ModelManifest? DetectorManifest => Volatile.Read(ref detectorManifest);

    /// <summary>Manifest of the newest factors.</summary>
    public ModelManifest? FactorsManifest => Volatile.Read(ref factorsManifest);

    internal void Use(IDetector published, ModelManifest manifest)
    {
        Volatile.Write(ref detectorManifest, manifest);
        Volatile.Write(ref detector, published);
    }

    internal void UseFactors(ModelManifest manifest) => Volatile.Write(ref factorsManifest, manifest);
}
