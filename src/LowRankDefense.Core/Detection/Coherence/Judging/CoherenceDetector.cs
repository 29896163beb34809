using System.Collections.Frozen;
using System.Numerics.Tensors;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Coherence.Judging;

/// <summary>Finds profiles whose items do not follow from one another: no attack is simulated, and no label is needed.</summary>
/// <remarks>
/// The score is minus the mean, over the items of a profile, of the cosine between an item and the rest of it (see <see cref="CoherenceBasis"/>), as it
/// follows from sums over the items (<see cref="CoherenceVectors"/>). An item that was not learnt from does not count: what is new on a platform says
/// nothing of who clicks it. Immutable and thread-safe.
/// </remarks>
public sealed class CoherenceDetector : IDetector
{
    /// <summary>Name of the family.</summary>
    public const string FamilyName = "coherence";

    // Fewer items, or items that point nowhere, contradict nothing: as coherent as can be.
    private const float FullyCoherent = -1f;
    private readonly FrozenDictionary<string, int> rows;
    private readonly CoherenceVectors coherence;

    /// <summary>A detector from its parts, which are not copied.</summary>
    /// <param name="version">Unique version.</param>
    /// <param name="items">Item id of each row of the vectors.</param>
    /// <param name="vectors">For each item what it adds to a profile's direction, and the direction it follows from: items × twice the rank.</param>
    /// <param name="calibration">Thresholds and p-values by profile length.</param>
    /// <exception cref="ArgumentException">Parts that do not fit together.</exception>
    public CoherenceDetector(string version, IReadOnlyList<string> items, DenseMatrix vectors, LengthCalibration calibration)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(calibration);
        if (vectors.Rows != items.Count)
            throw new ArgumentException($"{items.Count} item ids do not go with the vectors of {vectors.Rows}.", nameof(vectors));
        if (vectors.Columns % 2 != 0 || vectors.Columns is 0 or > 2 * CoherenceVectors.MaximumRank)
            throw new ArgumentException(
                $"{vectors.Columns} columns are not two vectors of 1 to {CoherenceVectors.MaximumRank} each.",
                nameof(vectors)
            );
        if (vectors.Data.Length > 0 && !TensorPrimitives.IsFiniteAll<float>(vectors.Data))
            throw new ArgumentException("The vectors have values that are not finite: no score would follow from them.", nameof(vectors));
        if (!calibration.Thresholds.All(float.IsFinite))
            throw new ArgumentException("A threshold is not finite: nobody could be told from anybody.", nameof(calibration));
        (Version, Items, Calibration) = (version, items, calibration);
        coherence = new CoherenceVectors(vectors, bases: 1);
        rows = items.Select((item, row) => KeyValuePair.Create(item, row)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Family => FamilyName;

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>Item id of each row of the vectors.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>x and y of each item: items × twice the rank.</summary>
    public DenseMatrix ItemVectors => coherence.Items;

    /// <summary>Thresholds and p-values by profile length.</summary>
    public LengthCalibration Calibration { get; }

    /// <summary>a, b, d and n.</summary>
    public int EvidenceLength => coherence.SumsLength + 1;

    /// <inheritdoc/>
    public void Add(Span<float> evidence, string item, float value)
    {
        if (rows.TryGetValue(item, out var row))
            AddRow(1f, row, evidence);
    }

    /// <inheritdoc/>
    public void Remove(Span<float> evidence, string item, float value)
    {
        if (rows.TryGetValue(item, out var row))
            AddRow(-1f, row, evidence);
    }

    /// <inheritdoc/>
    public int KnownLength(ReadOnlySpan<float> evidence, int length) => (int)evidence[^1];

    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> evidence, int length) =>
        coherence.CanTell(evidence[..^1], evidence[^1]) ? -coherence.Mean(evidence[..^1], evidence[^1]) : FullyCoherent;

    /// <inheritdoc/>
    public float Threshold(int length) => Calibration.Threshold(length);

    /// <inheritdoc/>
    public double PValue(float score, int length) => Calibration.PValue(score, length);

    /// <inheritdoc/>
    public float Baseline(ReadOnlySpan<float> evidence, int length) => coherence.CanTell(evidence[..^1], evidence[^1]) ? 0f : FullyCoherent;

    /// <inheritdoc/>
    public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value) =>
        rows.TryGetValue(item, out var row) ? -coherence.Share(evidence[..^1], evidence[^1], row) : 0f;

    /// <inheritdoc/>
    /// <returns>null: it judges each profile by itself.</returns>
    public string? Campaign(ReadOnlySpan<float> evidence, int length) => null;

    private void AddRow(float sign, int row, Span<float> evidence)
    {
        coherence.Add(evidence[..^1], row, sign);
        evidence[^1] += sign;
    }
}
