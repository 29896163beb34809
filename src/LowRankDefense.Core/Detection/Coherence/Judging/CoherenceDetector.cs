using System.Collections.Frozen;
using System.Numerics.Tensors;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Coherence.Judging;

/// <summary>Finds profiles whose items do not follow from one another: no attack is simulated, and no label is needed.</summary>
/// <remarks>
/// The score is minus the mean, over the items of a profile, of the cosine between an item and the rest of it (see <see cref="CoherenceBasis"/>), with
/// the norm of the whole profile in place of the rest's: so it follows from sums over the items, a = Σ x_i of what they add to the profile's direction,
/// b = Σ y_i of the directions they follow from, d = Σ x_i·y_i and their number n, and the order of the items does not matter. An item that was not
/// learnt from does not count: what is new on a platform says nothing of who clicks it. Immutable and thread-safe.
/// </remarks>
public sealed class CoherenceDetector : IDetector
{
    /// <summary>Name of the family.</summary>
    public const string FamilyName = "coherence";

    /// <summary>The longest item vectors: evidence of 256 floats.</summary>
    internal const int MaximumRank = 127;

    // Fewer items, or items that point nowhere, contradict nothing: as coherent as can be.
    private const float FullyCoherent = -1f;
    private readonly FrozenDictionary<string, int> rows;
    private readonly int rank;

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
        if (vectors.Columns % 2 != 0 || vectors.Columns is 0 or > 2 * MaximumRank)
            throw new ArgumentException($"{vectors.Columns} columns are not two vectors of 1 to {MaximumRank} each.", nameof(vectors));
        if (vectors.Data.Length > 0 && !TensorPrimitives.IsFiniteAll<float>(vectors.Data))
            throw new ArgumentException("The vectors have values that are not finite: no score would follow from them.", nameof(vectors));
        if (!calibration.Thresholds.All(float.IsFinite))
            throw new ArgumentException("A threshold is not finite: nobody could be told from anybody.", nameof(calibration));
        (Version, Items, ItemVectors, Calibration) = (version, items, vectors, calibration);
        rank = vectors.Columns / 2;
        rows = items.Select((item, row) => KeyValuePair.Create(item, row)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Family => FamilyName;

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>Item id of each row of the vectors.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>x and y of each item: items × twice the rank.</summary>
    public DenseMatrix ItemVectors { get; }

    /// <summary>Thresholds and p-values by profile length.</summary>
    public LengthCalibration Calibration { get; }

    /// <summary>a, b, d and n.</summary>
    public int EvidenceLength => ItemVectors.Columns + 2;

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
    public float Score(ReadOnlySpan<float> evidence, int length)
    {
        // −(a·b − d) / (n ‖a‖)
        var scale = ScaleOf(evidence);
        return scale == 0f ? FullyCoherent : -scale * (Vectors.Dot(evidence[..rank], evidence[rank..(2 * rank)]) - evidence[^2]);
    }

    /// <inheritdoc/>
    public float Threshold(int length) => Calibration.Threshold(length);

    /// <inheritdoc/>
    public double PValue(float score, int length) => Calibration.PValue(score, length);

    /// <inheritdoc/>
    public float Baseline(ReadOnlySpan<float> evidence, int length) => ScaleOf(evidence) == 0f ? FullyCoherent : 0f;

    /// <inheritdoc/>
    /// <remarks>The terms of a·b that an item is in, those it shares with another item by halves: its Shapley value at this length and norm.</remarks>
    public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value)
    {
        if (!rows.TryGetValue(item, out var row))
            return 0f;
        // −(½ (x_i·b + a·y_i) − x_i·y_i) / (n ‖a‖)
        var own = ItemVectors.Row(row);
        var x = own[..rank];
        var y = own[rank..];
        var shared = Vectors.Dot(x, evidence[rank..(2 * rank)]) + Vectors.Dot(evidence[..rank], y);
        return -ScaleOf(evidence) * ((shared / 2) - Vectors.Dot(x, y));
    }

    /// <inheritdoc/>
    /// <returns>null: it judges each profile by itself.</returns>
    public string? Campaign(ReadOnlySpan<float> evidence, int length) => null;

    // 1 / (n ‖a‖); 0 where there is too little to contradict.
    private float ScaleOf(ReadOnlySpan<float> evidence)
    {
        var norm = Vectors.Norm(evidence[..rank]);
        return evidence[^1] < CoherenceBasis.FewestClicks || norm <= float.Epsilon ? 0f : 1f / (evidence[^1] * norm);
    }

    private void AddRow(float sign, int row, Span<float> evidence)
    {
        var own = ItemVectors.Row(row);
        Vectors.Axpy(sign, own, evidence[..own.Length]);
        evidence[^2] += sign * Vectors.Dot(own[..rank], own[rank..]);
        evidence[^1] += sign;
    }
}
