using LowRankDefense.Numerics.Decompositions;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>Item vectors in which a click that follows from a profile points the way the profile does: the platform's own low-rank model as a witness.</summary>
/// <remarks>
/// Truncated SVD of D_u^−½ X D_i^−½. Item vectors are centred and whitened under the distribution p of clicks, Σ p_i v_i = 0 and Σ p_i v_i v_iᵀ = I, and
/// brought to unit length: an item drawn by popularity alone has a cosine of 0 to anything, on average. Genuine users click what follows from what they
/// clicked; fillers and targets of an attack do not. Immutable and thread-safe.
/// </remarks>
public sealed class CoherenceBasis
{
    /// <summary>Fewer clicks have no rest to follow from.</summary>
    internal const int FewestClicks = 3;

    // With one, everything follows from everything.
    private const int FewestDirections = 2;

    // Below, a direction is rounding.
    private const float LeastSingularValue = 1e-4f;
    private const double Ridge = 1e-12;
    private readonly DenseMatrix into;
    private readonly DenseMatrix directions;
    private readonly int[] clicks;

    // What nobody had clicked: a direction of nothing, as seen from the mean.
    private readonly float[] unknown;

    private CoherenceBasis(DenseMatrix into, DenseMatrix directions, float[] unknown, int[] clicks) =>
        (this.into, this.directions, this.unknown, this.clicks) = (into, directions, unknown, clicks);

    /// <summary>Length of the vectors.</summary>
    public int Rank => directions.Columns;

    /// <summary>Learns the vectors.</summary>
    /// <param name="profiles">Users × items; values are not looked at.</param>
    /// <param name="rank">Length of the vectors, 1 to the smaller dimension.</param>
    /// <param name="random">Source of the sketch of the SVD.</param>
    /// <returns>The basis; null where the profiles have fewer directions than the rank asks for.</returns>
    /// <exception cref="ArgumentException">A rank out of its range.</exception>
    public static CoherenceBasis? Learn(CsrMatrix profiles, int rank, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var clicks = ClicksOf(profiles);
        var svd = RandomizedSvd.Compute(Normalized(profiles, clicks), new RandomizedSvdOptions { Rank = rank }, random);
        if (svd.SingularValues[^1] <= LeastSingularValue * svd.SingularValues[0])
            return null;
        var items = svd.Right;
        var shares = Array.ConvertAll(clicks, c => (double)c / Math.Max(1, clicks.Sum()));
        var mean = Mean(items, shares);
        var upper = Covariance(items, shares, mean);
        if (!Cholesky.TryFactorUpper(upper, rank))
            return null;
        var (into, directions) = (new DenseMatrix(items.Rows, rank), new DenseMatrix(items.Rows, rank));
        for (var i = 0; i < items.Rows; i++)
        {
            Into(upper, items.Row(i), Math.Max(1, clicks[i]), into.Row(i));
            Direction(upper, items.Row(i), mean, directions.Row(i));
        }

        var nothing = new float[rank];
        Direction(upper, new float[rank], mean, nothing);
        return new CoherenceBasis(into, directions, nothing, clicks);
    }

    /// <summary>Ranks to try one after the other: as many directions as are wanted and so many profiles can have, then half of them, down to two.</summary>
    /// <param name="most">Rank that is wanted.</param>
    /// <param name="users">Profiles to be learnt from.</param>
    /// <param name="items">Items that they have.</param>
    internal static IEnumerable<int> Ranks(int most, int users, int items)
    {
        for (var rank = Math.Min(most, Math.Min(users, items) / 2); rank >= FewestDirections; rank /= 2)
            yield return rank;
    }

    /// <summary>Whether anybody had clicked the item.</summary>
    internal bool Knows(int item) => clicks[item] > 0;

    /// <summary>What an item adds to the direction of a profile that has it.</summary>
    internal ReadOnlySpan<float> Into(int item) => into.Row(item);

    /// <summary>The direction that a profile has to point for the item to follow from it, at unit length.</summary>
    internal ReadOnlySpan<float> Direction(int item) => directions.Row(item);

    /// <summary>Mean over the clicks of the cosine between an item and the rest of the profile, −1 to 1; NaN below three clicks.</summary>
    /// <param name="items">Columns of the items; one beyond those that were learnt from counts as clicked by nobody.</param>
    public double Score(ReadOnlySpan<int> items)
    {
        if (items.Length < FewestClicks)
            return double.NaN;
        Span<float> whole = stackalloc float[Rank];
        Span<float> rest = stackalloc float[Rank];
        whole.Clear();
        foreach (var item in items)
        {
            if (item < into.Rows)
                Vectors.Axpy(1f, into.Row(item), whole);
        }

        var sum = 0.0;
        foreach (var item in items)
        {
            whole.CopyTo(rest);
            if (item < into.Rows)
                Vectors.Axpy(-1f, into.Row(item), rest);
            var direction = item < directions.Rows ? directions.Row(item) : unknown;
            sum += Vectors.Dot(rest, direction) / (Vectors.Norm(rest) + 1e-12);
        }

        return sum / items.Length;
    }

    private static int[] ClicksOf(CsrMatrix profiles)
    {
        var clicks = new int[profiles.Columns];
        foreach (var item in profiles.ColumnIndices)
            clicks[item]++;
        return clicks;
    }

    // x_ui / √(n_u c_i)
    private static CsrMatrix Normalized(CsrMatrix profiles, int[] clicks)
    {
        var (values, at) = (new float[profiles.NonZeros], 0);
        for (var u = 0; u < profiles.Rows; u++)
        {
            foreach (var item in profiles.ColumnsOf(u))
                values[at++] = 1f / MathF.Sqrt((float)profiles.CountOf(u) * clicks[item]);
        }

        return profiles.WithValues(values);
    }

    private static double[] Mean(DenseMatrix items, double[] shares)
    {
        var mean = new double[items.Columns];
        for (var i = 0; i < items.Rows; i++)
        {
            for (var k = 0; k < mean.Length; k++)
                mean[k] += shares[i] * items[i, k];
        }

        return mean;
    }

    // Σ_i p_i (v_i − m)(v_i − m)ᵀ, its upper triangle
    private static double[] Covariance(DenseMatrix items, double[] shares, double[] mean)
    {
        var rank = mean.Length;
        var covariance = new double[rank * rank];
        var centred = new double[rank];
        for (var i = 0; i < items.Rows; i++)
        {
            if (shares[i] == 0)
                continue;
            for (var k = 0; k < rank; k++)
                centred[k] = items[i, k] - mean[k];
            for (var k = 0; k < rank; k++)
                Vectors.Axpy(shares[i] * centred[k], centred.AsSpan(k), covariance.AsSpan((k * rank) + k, rank - k));
        }

        for (var k = 0; k < rank; k++)
            covariance[(k * rank) + k] += Ridge;
        return covariance;
    }

    // R v / √c: the inner product with a whitened vector is the one before whitening.
    private static void Into(double[] upper, ReadOnlySpan<float> item, int clicks, Span<float> result)
    {
        var rank = item.Length;
        for (var k = 0; k < rank; k++)
        {
            var sum = 0.0;
            for (var j = k; j < rank; j++)
                sum += upper[(k * rank) + j] * item[j];
            result[k] = (float)(sum / Math.Sqrt(clicks));
        }
    }

    // y with Rᵀ y = v − m, at unit length
    private static void Direction(double[] upper, ReadOnlySpan<float> item, double[] mean, Span<float> result)
    {
        var rank = mean.Length;
        var y = new double[rank];
        for (var k = 0; k < rank; k++)
            y[k] = item[k] - mean[k];
        Cholesky.SolveUpperTransposed(upper, rank, y);
        var norm = Math.Sqrt(Vectors.Dot(y, y)) + 1e-12;
        for (var k = 0; k < rank; k++)
            result[k] = (float)(y[k] / norm);
    }
}
