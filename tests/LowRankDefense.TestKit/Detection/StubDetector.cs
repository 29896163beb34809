using LowRankDefense.Core.Detection;

namespace LowRankDefense.TestKit.Detection;

/// <summary>A detector whose opinion is plain to see: the score is the number of the profile's items whose id begins with a given text.</summary>
/// <param name="family">Name of the family.</param>
/// <param name="version">Version.</param>
/// <param name="prefix">Items that count.</param>
/// <param name="threshold">Score above which a profile is fake.</param>
public sealed class StubDetector(string family = "stub", string version = "stub-1", string prefix = "bad", float threshold = 2.5f) : IDetector
{
    /// <inheritdoc/>
    public string Family => family;

    /// <inheritdoc/>
    public string Version => version;

    /// <inheritdoc/>
    public int EvidenceLength => 1;

    /// <summary>What <see cref="PValue"/> is, by score; by default it falls with the score.</summary>
    public Func<float, double> PValueOf { get; init; } = score => 1.0 / (1.0 + Math.Max(0, score));

    /// <inheritdoc/>
    public void Add(Span<float> evidence, string item, float value) => evidence[0] += Weight(item);

    /// <inheritdoc/>
    public void Remove(Span<float> evidence, string item, float value) => evidence[0] -= Weight(item);

    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> evidence, int length) => evidence[0];

    /// <inheritdoc/>
    public float Threshold(int length) => threshold;

    /// <inheritdoc/>
    public double PValue(float score, int length) => PValueOf(score);

    /// <inheritdoc/>
    public float Baseline(ReadOnlySpan<float> evidence, int length) => 0f;

    /// <inheritdoc/>
    public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value) => Weight(item);

    /// <summary>Name of the campaign that every profile with a score belongs to; null for none.</summary>
    public string? CampaignName { get; init; }

    /// <inheritdoc/>
    public string? Campaign(ReadOnlySpan<float> evidence, int length) => evidence[0] > 0 ? CampaignName : null;

    private float Weight(string item) => item.StartsWith(prefix, StringComparison.Ordinal) ? 1f : 0f;
}
