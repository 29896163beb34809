using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>Item vectors of one or several bases, by which the coherence of a profile follows from sums over its items.</summary>
/// <remarks>
/// Of each basis an item has x, what it adds to the direction of a profile, and y, the direction it follows from. With a = Σ x_i, b = Σ y_i, d = Σ x_i·y_i
/// over the n items of a profile, (a·b − d) / (n ‖a‖) is the mean cosine between an item and the rest, with the norm of the whole profile in place of
/// the rest's: an event costs O(rank), the order of items does not matter, and what was added can be taken back. Immutable and thread-safe.
/// </remarks>
public sealed class CoherenceVectors
{
    /// <summary>The longest item vectors.</summary>
    internal const int MaximumRank = 127;

    private readonly int bases;
    private readonly int rank;

    /// <summary>Vectors, which are not copied.</summary>
    /// <param name="items">x and y of each item by the first basis, then by the next: items × twice the rank times the bases.</param>
    /// <param name="bases">Number of bases, 1 or more.</param>
    /// <exception cref="ArgumentException">Columns that are not two vectors for each basis.</exception>
    public CoherenceVectors(DenseMatrix items, int bases)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bases);
        if (items.Columns == 0 || items.Columns % (2 * bases) != 0)
            throw new ArgumentException($"{items.Columns} columns are not two vectors for each of the bases ({bases}).", nameof(items));
        (Items, this.bases, rank) = (items, bases, items.Columns / (2 * bases));
    }

    /// <summary>x and y of each item: items × twice the rank times the bases.</summary>
    public DenseMatrix Items { get; }

    /// <summary>Floats that the sums of a profile take: a and b of each basis, then d of each.</summary>
    public int SumsLength => Items.Columns + bases;

    /// <summary>The vectors of several bases, beside one another.</summary>
    /// <param name="bases">Bases of one rank.</param>
    /// <param name="items">Columns of the items that are wanted.</param>
    internal static CoherenceVectors Of(ReadOnlySpan<CoherenceBasis> bases, ReadOnlySpan<int> items)
    {
        var rank = bases[0].Rank;
        var vectors = new DenseMatrix(items.Length, 2 * rank * bases.Length);
        for (var row = 0; row < items.Length; row++)
        {
            for (var b = 0; b < bases.Length; b++)
            {
                var own = vectors.Row(row).Slice(2 * rank * b, 2 * rank);
                bases[b].Into(items[row]).CopyTo(own);
                bases[b].Direction(items[row]).CopyTo(own[rank..]);
            }
        }

        return new CoherenceVectors(vectors, bases.Length);
    }

    /// <summary>Adds an item to the sums, or takes it back.</summary>
    /// <param name="sums">Of a profile, <see cref="SumsLength"/> long.</param>
    /// <param name="row">Row of the item.</param>
    /// <param name="sign">1 or −1.</param>
    public void Add(Span<float> sums, int row, float sign)
    {
        var item = Items.Row(row);
        Vectors.Axpy(sign, item, sums[..item.Length]);
        for (var b = 0; b < bases; b++)
            sums[item.Length + b] += sign * Vectors.Dot(First(item, b), Second(item, b));
    }

    /// <summary>Whether there is enough of a profile for its items to follow from one another, or not to.</summary>
    /// <param name="sums">Over its items.</param>
    /// <param name="count">Number of them.</param>
    public bool CanTell(ReadOnlySpan<float> sums, float count)
    {
        for (var b = 0; b < bases; b++)
        {
            if (ScaleOf(sums, count, b) > 0)
                return true;
        }

        return false;
    }

    /// <summary>Mean coherence by all bases, about −1 to 1; 0 where nothing can be told.</summary>
    /// <inheritdoc cref="CanTell"/>
    public float Mean(ReadOnlySpan<float> sums, float count)
    {
        var sum = 0f;
        for (var b = 0; b < bases; b++)
            sum += By(sums, count, b);
        return sum / bases;
    }

    /// <summary>Coherence by one of the bases.</summary>
    /// <param name="sums">Over the items of a profile.</param>
    /// <param name="count">Number of them.</param>
    /// <param name="basis">Number of the basis, from 0.</param>
    public float By(ReadOnlySpan<float> sums, float count, int basis) =>
        // (a·b − d) / (n ‖a‖)
        ScaleOf(sums, count, basis) * (Vectors.Dot(First(sums, basis), Second(sums, basis)) - sums[Items.Columns + basis]);

    /// <summary>What an item has of the mean: the terms of a·b that it is in, those it shares with another by halves; its Shapley value at this length and norm.</summary>
    /// <param name="sums">Over the items of a profile, this one among them.</param>
    /// <param name="count">Number of them.</param>
    /// <param name="row">Row of the item.</param>
    public float Share(ReadOnlySpan<float> sums, float count, int row)
    {
        var item = Items.Row(row);
        var sum = 0f;
        for (var b = 0; b < bases; b++)
        {
            // (½ (x_i·b + a·y_i) − x_i·y_i) / (n ‖a‖)
            var x = First(item, b);
            var y = Second(item, b);
            var shared = Vectors.Dot(x, Second(sums, b)) + Vectors.Dot(First(sums, b), y);
            sum += ScaleOf(sums, count, b) * ((shared / 2) - Vectors.Dot(x, y));
        }

        return sum / bases;
    }

    /// <summary>Vectors by which every coherence is <paramref name="factor"/> times as large.</summary>
    public CoherenceVectors Times(float factor)
    {
        var scaled = new DenseMatrix(Items.Rows, Items.Columns, Items.Data.ToArray());
        for (var row = 0; row < scaled.Rows; row++)
        {
            for (var b = 0; b < bases; b++)
                Vectors.Scale(factor, scaled.Row(row).Slice(((2 * b) + 1) * rank, rank));
        }

        return new CoherenceVectors(scaled, bases);
    }

    // 1 / (n ‖a‖); 0 where there is too little to contradict.
    private float ScaleOf(ReadOnlySpan<float> sums, float count, int basis)
    {
        var norm = Vectors.Norm(First(sums, basis));
        return count < CoherenceBasis.FewestClicks || norm <= float.Epsilon ? 0f : 1f / (count * norm);
    }

    // x, or a
    private ReadOnlySpan<float> First(ReadOnlySpan<float> row, int basis) => row.Slice(2 * basis * rank, rank);

    // y, or b
    private ReadOnlySpan<float> Second(ReadOnlySpan<float> row, int basis) => row.Slice(((2 * basis) + 1) * rank, rank);
}
