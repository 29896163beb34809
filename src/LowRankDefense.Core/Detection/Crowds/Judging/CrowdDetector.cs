using System.Collections.Frozen;

namespace LowRankDefense.Core.Detection.Crowds.Judging;

/// <summary>All odd crowds as one immutable, versioned detector: who belongs to one, as the patrol has found, and still has its item, is fake.</summary>
/// <remarks>
/// What makes a member is how a crowd compares with other items' clickers, which only the patrol sees; so the detector names its members, and a newcomer
/// is one from the next patrol on. The score is the log odds of the member. Evidence is those odds, the number of the crowd, and one bit for each crowd
/// whose item the profile has, 24 to a float.
/// </remarks>
public sealed class CrowdDetector : IDetector
{
    /// <summary>Name of the family.</summary>
    public const string FamilyName = "crowds";

    private const int Odds = 0;
    private const int Number = 1;
    private const int FirstWord = 2;
    private const int BitsPerWord = 24;
    private readonly FrozenDictionary<string, (int Crowd, float Nats)> members;
    private readonly FrozenDictionary<string, int[]> crowdsOf;

    /// <summary>A detector of the crowds that are known now; none is well, too: it finds nobody fake.</summary>
    /// <param name="version">Unique version.</param>
    /// <param name="crowds">The crowds; who is in several counts for the first.</param>
    /// <param name="threshold">Log odds beyond which a member is fake, nats.</param>
    /// <exception cref="ArgumentException">A threshold that is not finite, or two crowds of one name.</exception>
    public CrowdDetector(string version, IReadOnlyList<CrowdModel> crowds, float threshold)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentNullException.ThrowIfNull(crowds);
        if (!float.IsFinite(threshold))
            throw new ArgumentException($"A threshold of {threshold} nats tells nobody from anybody.", nameof(threshold));
        if (crowds.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() != crowds.Count)
            throw new ArgumentException("Two crowds have one name.", nameof(crowds));
        (Version, Crowds, Nats) = (version, crowds, threshold);
        EvidenceLength = FirstWord + ((crowds.Count + BitsPerWord - 1) / BitsPerWord);
        members = crowds
            .SelectMany((crowd, number) => crowd.Members.Select(m => (User: m.Key, Crowd: number, Nats: m.Value)))
            .DistinctBy(m => m.User, StringComparer.Ordinal)
            .ToFrozenDictionary(m => m.User, m => (m.Crowd, m.Nats), StringComparer.Ordinal);
        crowdsOf = crowds
            .Select((crowd, number) => (crowd.Item, number))
            .GroupBy(c => c.Item, c => c.number, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Family => FamilyName;

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>The crowds.</summary>
    public IReadOnlyList<CrowdModel> Crowds { get; }

    /// <summary>Log odds beyond which a member is fake, nats.</summary>
    public float Nats { get; }

    /// <inheritdoc/>
    public int EvidenceLength { get; }

    /// <inheritdoc/>
    public void Begin(Span<float> evidence, string user)
    {
        if (members.TryGetValue(user, out var member))
            (evidence[Odds], evidence[Number]) = (member.Nats, member.Crowd);
    }

    /// <inheritdoc/>
    public void Add(Span<float> evidence, string item, float value) => Turn(evidence, item, 1);

    /// <inheritdoc/>
    public void Remove(Span<float> evidence, string item, float value) => Turn(evidence, item, -1);

    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> evidence, int length) => IsMember(evidence) ? evidence[Odds] : 0f;

    /// <inheritdoc/>
    public float Threshold(int length) => Nats;

    /// <inheritdoc/>
    /// <remarks>The posterior probability that such a member is genuine: 1 / (1 + e^score).</remarks>
    public double PValue(float score, int length) => 1 / (1 + Math.Exp(score));

    /// <inheritdoc/>
    public float Baseline(ReadOnlySpan<float> evidence, int length) => 0f;

    /// <inheritdoc/>
    /// <remarks>All of it is the item's that the crowd pushes.</remarks>
    public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value) =>
        IsMember(evidence) && Crowds[(int)evidence[Number]].Item == item ? evidence[Odds] : 0f;

    /// <inheritdoc/>
    public string? Campaign(ReadOnlySpan<float> evidence, int length) => IsMember(evidence) ? Crowds[(int)evidence[Number]].Name : null;

    private static bool IsMember(ReadOnlySpan<float> evidence)
    {
        if (evidence[Odds] == 0)
            return false;
        var crowd = (int)evidence[Number];
        return (((int)evidence[FirstWord + (crowd / BitsPerWord)] >> (crowd % BitsPerWord)) & 1) == 1;
    }

    private void Turn(Span<float> evidence, string item, int sign)
    {
        if (!crowdsOf.TryGetValue(item, out var crowds))
            return;
        foreach (var crowd in crowds)
            evidence[FirstWord + (crowd / BitsPerWord)] += sign * (1 << (crowd % BitsPerWord));
    }
}
