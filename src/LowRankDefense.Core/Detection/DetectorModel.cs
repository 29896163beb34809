using System.Collections.Frozen;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection;

/// <summary>PCA basis, quadratic decision function and thresholds: an immutable, versioned fake-user detector.</summary>
/// <remarks>
/// What a user rated counts, not how: every interaction weighs 1, so that a rating scale says nothing about the model.
/// The decision function sees φ = z / √length, the projection of the unit-norm row: captured energy does not grow with the profile.
/// Departure from the paper (§III-B1), which projects raw rows: without it a detector mostly measures profile length.
/// </remarks>
public sealed class DetectorModel : IDetector
{
    private const int MaximumRank = 256;
    private readonly FrozenDictionary<string, int> rows;

    /// <summary>A detector from its parts, which are not copied.</summary>
    /// <param name="version">Unique version.</param>
    /// <param name="items">Item id of each row of the basis.</param>
    /// <param name="basis">V: items × rank.</param>
    /// <param name="decision">Decision function over φ.</param>
    /// <param name="thresholds">Thresholds by profile length.</param>
    /// <exception cref="ArgumentException">Parts that do not fit together.</exception>
    public DetectorModel(string version, IReadOnlyList<string> items, DenseMatrix basis, QuadraticForm decision, LengthThresholds thresholds)
    {
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(basis);
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(thresholds);
        if (basis.Rows != items.Count)
            throw new ArgumentException($"{items.Count} item ids do not go with a basis of {basis.Rows} rows.", nameof(basis));
        if (basis.Columns != decision.Rank || basis.Columns > MaximumRank)
            throw new ArgumentException(
                $"A basis of rank {basis.Columns} does not go with a decision function of rank {decision.Rank} (at most {MaximumRank}).",
                nameof(basis)
            );
        (Version, Items, Basis, Decision, Thresholds) = (version, items, basis, decision, thresholds);
        rows = items.Select((item, row) => KeyValuePair.Create(item, row)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Version { get; }

    /// <summary>Item id of each row of the basis.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>V: items × rank.</summary>
    public DenseMatrix Basis { get; }

    /// <summary>Decision function over φ = z / √length.</summary>
    public QuadraticForm Decision { get; }

    /// <summary>Thresholds by profile length.</summary>
    public LengthThresholds Thresholds { get; }

    /// <inheritdoc/>
    public int Rank => Basis.Columns;

    /// <inheritdoc/>
    public void Add(Span<float> projection, string item, float value)
    {
        // z ← z + V_i
        if (rows.TryGetValue(item, out var row))
            Vectors.Axpy(1f, Basis.Row(row), projection);
    }

    /// <inheritdoc/>
    public float Score(ReadOnlySpan<float> projection, int length)
    {
        // φ = z / √n
        Span<float> phi = stackalloc float[MaximumRank];
        var scale = 1f / MathF.Sqrt(Math.Max(1, length));
        for (var k = 0; k < projection.Length; k++)
            phi[k] = projection[k] * scale;
        return Decision.Evaluate(phi[..projection.Length]);
    }

    /// <inheritdoc/>
    public float Threshold(int length) => Thresholds.For(length);
}
