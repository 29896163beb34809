namespace LowRankDefense.Streaming.Models;

/// <summary>Names of the kinds of models on the <c>models</c> topic.</summary>
public static class ModelKind
{
    /// <summary>A fake-user detector.</summary>
    public const string Detector = "detector";

    /// <summary>Matrix factors with the ids of their rows.</summary>
    public const string Factors = "factors";
}
