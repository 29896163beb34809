using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization.Trimming;

/// <summary>How well the clicks of each user are supported by the weaker half of the user's other clicks, in the platform's own low-rank model.</summary>
/// <remarks>
/// As <see cref="CoherenceBasis.Score"/>, except that each click has to follow without the half of the others that speaks for it most: targets of an attack
/// that are clicked together speak for one another, and so do the few fillers that fakes have in common, as soon as a basis has learnt from some of them.
/// A genuine user's taste is in all of the profile. Taken as it is and not by length: fakes are many among the users of their length.
/// O(rank) per click and other click, of which there are 256 at most.
/// </remarks>
public sealed class ClickSupport
{
    private const int ChunkRows = 64;
    private const int LeastRank = 8;

    // Of longer profiles so many clicks, drawn, speak for all.
    private const int MostClicks = 256;

    private readonly DisjointBases bases;

    private ClickSupport(DisjointBases bases) => this.bases = bases;

    /// <summary>Learns what supports what.</summary>
    /// <param name="clicks">Users × items; values are not looked at.</param>
    /// <param name="most">Most directions.</param>
    /// <param name="random">Draws halves of the users, and sketches.</param>
    /// <returns>Null where there are too few users to learn a basis from.</returns>
    public static ClickSupport? Learn(CsrMatrix clicks, int most, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(clicks);
        ArgumentNullException.ThrowIfNull(random);
        return LearnBases(clicks, most, random) is { } bases ? new ClickSupport(bases) : null;
    }

    /// <summary>Mean support of the clicks of somebody who was not learnt from, −1 to 1, by both halves; NaN where there are fewer than three.</summary>
    /// <param name="items">Columns of the items clicked.</param>
    public double Of(ReadOnlySpan<int> items)
    {
        var scratch = new Scratch(bases.Bases[0].Rank);
        var sample = scratch.Sample(items, seed: 0);
        return (Mean(sample, bases.Bases[0], scratch) + Mean(sample, bases.Bases[1], scratch)) / 2;
    }

    /// <summary>Mean support of the clicks of each user who was learnt from, −1 to 1, by the half that the user is not in; NaN where there are fewer than three.</summary>
    /// <param name="clicks">What was learnt from: users × items.</param>
    /// <param name="random">Draws the clicks of long profiles.</param>
    /// <param name="cancel">Stops between users.</param>
    public double[] OfLearntFrom(CsrMatrix clicks, SeededRandom random, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(clicks);
        ArgumentNullException.ThrowIfNull(random);
        if (clicks.Rows != bases.Strangers.Length)
            throw new ArgumentException($"{clicks.Rows} users are not the {bases.Strangers.Length} who were learnt from.", nameof(clicks));
        var support = new double[clicks.Rows];
        var draw = random.NextUInt64();
        Cores.ForEachChunk(
            clicks.Rows,
            ChunkRows,
            () => new Scratch(bases.Bases[0].Rank),
            (chunk, scratch) =>
            {
                cancel.ThrowIfCancellationRequested();
                for (var user = chunk.Start; user < chunk.End; user++)
                    support[user] = Mean(scratch.Sample(clicks.ColumnsOf(user), draw + (ulong)user), bases.Judge(user), scratch);
            }
        );
        return support;
    }

    /// <summary>Learns, and gives the support of those who were learnt from; NaN for everybody where there are too few users to learn a basis from.</summary>
    /// <param name="clicks">Users × items; values are not looked at.</param>
    /// <param name="most">Most directions.</param>
    /// <param name="random">Draws halves of the users, sketches, and the clicks of long profiles.</param>
    /// <param name="cancel">Stops between users.</param>
    internal static double[] Of(CsrMatrix clicks, int most, SeededRandom random, CancellationToken cancel = default)
    {
        if (Learn(clicks, most, random) is { } learnt)
            return learnt.OfLearntFrom(clicks, random, cancel);
        var nothing = new double[clicks.Rows];
        Array.Fill(nothing, double.NaN);
        return nothing;
    }

    private static DisjointBases? LearnBases(CsrMatrix clicks, int most, SeededRandom random)
    {
        // More directions than so many users can tell from noise, and nothing would follow from anything.
        var told = Math.Max(LeastRank, (int)(Math.Sqrt(clicks.Rows) / 2));
        // Each basis has half of the users.
        foreach (var rank in CoherenceBasis.Ranks(Math.Min(most, told), clicks.Rows / 2, clicks.Columns))
        {
            if (DisjointBases.Learn(clicks, rank, random) is { } bases)
                return bases;
        }

        return null;
    }

    private static double Mean(ReadOnlySpan<int> items, CoherenceBasis basis, Scratch scratch)
    {
        if (items.Length < CoherenceBasis.FewestClicks)
            return double.NaN;
        var whole = scratch.Whole.AsSpan();
        whole.Clear();
        foreach (var item in items)
            Vectors.Axpy(1f, basis.Into(item), whole);
        var sum = 0.0;
        for (var e = 0; e < items.Length; e++)
            sum += OfOne(items, e, basis, scratch);
        return sum / items.Length;
    }

    // cos(Σ_{j ∈ W} x_j, y_e), W the half of the other items with the least x_j·y_e
    private static double OfOne(ReadOnlySpan<int> items, int e, CoherenceBasis basis, Scratch scratch)
    {
        var direction = basis.Direction(items[e]);
        var others = scratch.Others.AsSpan(0, items.Length - 1);
        var products = scratch.Products.AsSpan(0, items.Length - 1);
        var at = 0;
        for (var j = 0; j < items.Length; j++)
        {
            if (j == e)
                continue;
            (others[at], products[at++]) = (items[j], Vectors.Dot(basis.Into(items[j]), direction));
        }

        products.Sort(others);
        var rest = scratch.Rest.AsSpan();
        scratch.Whole.CopyTo(rest);
        Vectors.Axpy(-1f, basis.Into(items[e]), rest);
        foreach (var strongest in others[^(others.Length / 2)..])
            Vectors.Axpy(-1f, basis.Into(strongest), rest);
        return Vectors.Dot(rest, direction) / (Vectors.Norm(rest) + 1e-12);
    }

    private sealed class Scratch(int rank)
    {
        private readonly int[] drawn = new int[MostClicks];

        public float[] Whole { get; } = new float[rank];

        public float[] Rest { get; } = new float[rank];

        public int[] Others { get; } = new int[MostClicks];

        public float[] Products { get; } = new float[MostClicks];

        // A reservoir: each click is as likely to be in it as any other.
        public ReadOnlySpan<int> Sample(ReadOnlySpan<int> items, ulong seed)
        {
            if (items.Length <= MostClicks)
                return items;
            var random = new SeededRandom(seed);
            items[..MostClicks].CopyTo(drawn);
            for (var i = MostClicks; i < items.Length; i++)
            {
                var place = random.NextInt(i + 1);
                if (place < MostClicks)
                    drawn[place] = items[i];
            }

            return drawn;
        }
    }
}
