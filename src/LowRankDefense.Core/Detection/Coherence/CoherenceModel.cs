using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>How coherent users are, in standard deviations among users of like length, by bases that do not know them.</summary>
/// <remarks>Two bases from disjoint halves of the past: who is in one half is judged by the other, and everybody else by both.</remarks>
public sealed class CoherenceModel
{
    private const int ChunkRows = 256;
    private const int LeastRank = 8;

    // With 16 the users of small communities, which a basis of so few directions leaves out, are odd.
    private const int MostRank = 32;
    private readonly DisjointBases bases;
    private readonly LengthNull expected;

    private CoherenceModel(DisjointBases bases, double[] scores, int[] lengths)
    {
        this.bases = bases;
        expected = new LengthNull(scores, lengths);
    }

    /// <summary>Users that were learnt from.</summary>
    public int Users => bases.Strangers.Length;

    /// <summary>Learns two bases and what is to be expected; null where the past is too small for either.</summary>
    /// <param name="past">Users × items: those taken for genuine.</param>
    /// <param name="random">Draws the halves and the sketches.</param>
    public static CoherenceModel? Learn(CsrMatrix past, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(random);
        // As many directions as so many users can tell from noise.
        var rank = Math.Clamp((int)Math.Sqrt(past.Rows), LeastRank, MostRank);
        if (past.Rows < 4 * rank || past.Columns < 2 * rank)
            return null;
        if (DisjointBases.Learn(past, rank, random) is not { } bases)
            return null;
        var scores = new double[past.Rows];
        Cores.ForEachChunk(
            past.Rows,
            ChunkRows,
            chunk =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                    scores[u] = bases.Judge(u).Score(past.ColumnsOf(u));
            }
        );
        if (scores.All(double.IsNaN))
            return null;
        return new CoherenceModel(bases, scores, [.. Enumerable.Range(0, past.Rows).Select(past.CountOf)]);
    }

    /// <summary>Coherence of each user, in standard deviations: below 0 clicks follow less from one another than is usual; 0 where there are too few.</summary>
    /// <param name="users">Users × items; the first of them are the past that was learnt from where <paramref name="past"/> says so.</param>
    /// <param name="past">Row of each user among those learnt from, −1 for others.</param>
    public double[] Deviations(CsrMatrix users, IReadOnlyList<int> past)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(past);
        var result = new double[users.Rows];
        Cores.ForEachChunk(
            users.Rows,
            ChunkRows,
            chunk =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                {
                    var score = Score(users.ColumnsOf(u), past[u]);
                    result[u] = double.IsNaN(score) ? 0 : expected.Deviations(score, users.CountOf(u));
                }
            }
        );
        return result;
    }

    private double Score(ReadOnlySpan<int> items, int past) =>
        past >= 0 ? bases.Judge(past).Score(items) : (bases.Bases[0].Score(items) + bases.Bases[1].Score(items)) / 2;
}
