using System.Collections.Frozen;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.PcaSvm;

/// <summary>PCA basis, quadratic decision function and calibration: the paper's detector as an immutable, versioned model.</summary>
/// <remarks>
/// Evidence is the projection z = Σ V_i of the profile's items, and their number n. What a user rated counts, not how: every interaction weighs 1 and
/// values are not looked at, so that a rating scale says nothing about the model; an item that is not known does not count at all, else a profile
/// padded with such would look like none there is. The decision function sees φ = z / √n, the projection of the unit-norm row:
/// captured energy does not grow with the profile. Departure from the paper (Entezari &amp; Papalexakis, §III-B1), which projects raw rows: without
/// it a detector mostly measures profile length. Where it has item vectors of coherence, their sums are part of the evidence, and the mean coherence of
/// the profile is the last entry of φ.
/// </remarks>
public sealed class PcaSvmDetector : IDetector
{
    /// <summary>Name of the family.</summary>
    public const string FamilyName = "pca-svm";

    /// <summary>The most features that the decision function sees.</summary>
    internal const int MaximumRank = 256;

    /// <summary>Coherence is by two bases, of disjoint halves of the profiles.</summary>
    internal const int CoherenceBases = 2;

    private readonly FrozenDictionary<string, int> rows;
    private readonly int features;

    /// <summary>A detector from its parts, which are not copied.</summary>
    /// <param name="version">Unique version.</param>
    /// <param name="items">Item id of each row of the basis.</param>
    /// <param name="basis">V: items × rank.</param>
    /// <param name="decision">Decision function over φ.</param>
    /// <param name="calibration">Thresholds and p-values by profile length.</param>
    /// <param name="coherence">Item vectors of coherence, a row for each row of the basis; null where the decision function does not see it.</param>
    /// <exception cref="ArgumentException">Parts that do not fit together.</exception>
    public PcaSvmDetector(
        string version,
        IReadOnlyList<string> items,
        DenseMatrix basis,
        QuadraticForm decision,
        LengthCalibration calibration,
        CoherenceVectors? coherence = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(calibration);
        if (basis.Rows != items.Count)
            throw new ArgumentException($"{items.Count} item ids do not go with a basis of {basis.Rows} rows.", nameof(basis));
        if (coherence is not null && coherence.Items.Rows != items.Count)
            throw new ArgumentException($"{items.Count} item ids do not go with the coherence of {coherence.Items.Rows}.", nameof(coherence));
        features = basis.Columns + (coherence is null ? 0 : 1);
        if (features != decision.Rank || features > MaximumRank)
            throw new ArgumentException(
                $"{features} features, of a basis of rank {basis.Columns} {(coherence is null ? "without" : "and")} coherence, do not go with a decision function of rank {decision.Rank} (at most {MaximumRank}).",
                nameof(basis)
            );
        if (!IsFinite(basis.Data) || !IsFinite(coherence is null ? [] : coherence.Items.Data))
            throw new ArgumentException("The basis or coherence has values that are not finite: no score would follow from it.", nameof(basis));
        if (!IsFinite(decision.Matrix.Data) || !IsFinite(decision.Linear) || !IsFinite([decision.Constant]))
            throw new ArgumentException("The decision function has values that are not finite: no score would follow from it.", nameof(decision));
        if (!IsFinite([.. calibration.Thresholds]))
            throw new ArgumentException("A threshold is not finite: nobody could be told from anybody.", nameof(calibration));
        (Version, Items, Basis, Coherence, Decision, Calibration) = (version, items, basis, coherence, decision, calibration);
        rows = items.Select((item, row) => KeyValuePair.Create(item, row)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Family => FamilyName;

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>Item id of each row of the basis.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>V: items × rank.</summary>
    public DenseMatrix Basis { get; }

    /// <summary>Item vectors of coherence by two bases; null where the decision function does not see it.</summary>
    public CoherenceVectors? Coherence { get; }

    /// <summary>Decision function over φ = z / √n, n the items it knows, and coherence.</summary>
    public QuadraticForm Decision { get; }

    /// <summary>Thresholds and p-values by profile length.</summary>
    public LengthCalibration Calibration { get; }

    /// <summary>Columns of the basis, principal components and item features, the sums of coherence, and how many items went into them.</summary>
    public int EvidenceLength => Basis.Columns + (Coherence?.SumsLength ?? 0) + 1;

    /// <inheritdoc/>
    public void Add(Span<float> evidence, string item, float value)
    {
        // z ← z + V_i
        if (rows.TryGetValue(item, out var row))
            AddRow(1f, row, evidence);
    }

    /// <inheritdoc/>
    public void Remove(Span<float> evidence, string item, float value)
    {
        // z ← z − V_i
        if (rows.TryGetValue(item, out var row))
            AddRow(-1f, row, evidence);
    }

    /// <inheritdoc/>
    public int KnownLength(ReadOnlySpan<float> evidence, int length) => (int)evidence[^1];

    /// <inheritdoc/>
    [SkipLocalsInit]
    public float Score(ReadOnlySpan<float> evidence, int length)
    {
        // φ = (z / √n, f)
        Span<float> phi = stackalloc float[MaximumRank];
        TensorPrimitives.Multiply(evidence[..Basis.Columns], ScaleOf(evidence[^1]), phi);
        if (Coherence is not null)
            phi[Basis.Columns] = Coherence.Mean(SumsOf(evidence), evidence[^1]);
        return Decision.Evaluate(phi[..features]);
    }

    /// <inheritdoc/>
    public float Threshold(int length) => Calibration.Threshold(length);

    /// <inheritdoc/>
    public double PValue(float score, int length) => Calibration.PValue(score, length);

    /// <inheritdoc/>
    public float Baseline(ReadOnlySpan<float> evidence, int length) => Decision.Constant;

    /// <inheritdoc/>
    /// <remarks>The terms of the quadratic form that an item is in, those it shares with another item by halves: its Shapley value at this length and coherence.</remarks>
    [SkipLocalsInit]
    public float Contribution(ReadOnlySpan<float> evidence, int length, string item, float value)
    {
        if (!rows.TryGetValue(item, out var row))
            return 0f;
        // φ = Σ_i φ_i, φ_i = (V_i / √n, f_i): f − c = Σ_i (φ_iᵀ A φ + b·φ_i)
        Span<float> phi = stackalloc float[MaximumRank];
        Span<float> own = stackalloc float[MaximumRank];
        TensorPrimitives.Multiply(evidence[..Basis.Columns], ScaleOf(evidence[^1]), phi);
        TensorPrimitives.Multiply(Basis.Row(row), ScaleOf(evidence[^1]), own);
        if (Coherence is not null)
        {
            phi[Basis.Columns] = Coherence.Mean(SumsOf(evidence), evidence[^1]);
            own[Basis.Columns] = Coherence.Share(SumsOf(evidence), evidence[^1], row);
        }

        var sum = Vectors.Dot(Decision.Linear, own[..features]);
        for (var k = 0; k < features; k++)
            sum += own[k] * Vectors.Dot(Decision.Matrix.Row(k), phi[..features]);
        return sum;
    }

    /// <inheritdoc/>
    /// <returns>null: it judges each profile by itself.</returns>
    public string? Campaign(ReadOnlySpan<float> evidence, int length) => null;

    private void AddRow(float sign, int row, Span<float> evidence)
    {
        Vectors.Axpy(sign, Basis.Row(row), evidence[..Basis.Columns]);
        Coherence?.Add(evidence[Basis.Columns..^1], row, sign);
        evidence[^1] += sign;
    }

    private ReadOnlySpan<float> SumsOf(ReadOnlySpan<float> evidence) => evidence[Basis.Columns..^1];

    private static bool IsFinite(ReadOnlySpan<float> values) => values.IsEmpty || TensorPrimitives.IsFiniteAll(values);

    private static float ScaleOf(float items) => 1f / MathF.Sqrt(Math.Max(1f, items));
}
