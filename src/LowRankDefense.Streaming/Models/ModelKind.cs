using LowRankDefense.Core.Detection.PcaSvm;

namespace LowRankDefense.Streaming.Models;

/// <summary>Names of the kinds of models on the <c>models</c> topic; the topic keeps the newest of each kind.</summary>
public static class ModelKind
{
    /// <summary>Matrix factors with the ids of their rows.</summary>
    public const string Factors = "factors";

    private const string Detector = "detector";

    /// <summary>The kind of the detectors of <paramref name="family"/>: <c>detector.NAME</c>, and plain <c>detector</c> for the family that was there first.</summary>
    public static string OfDetector(string family) => family == PcaSvmDetector.FamilyName ? Detector : $"{Detector}.{family}";

    /// <summary>Whether models of <paramref name="kind"/> are detectors.</summary>
    public static bool IsDetector(string kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind == Detector || kind.StartsWith(Detector + ".", StringComparison.Ordinal);
    }
}
