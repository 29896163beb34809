using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>How seldom a genuine click follows as little from the rest of its profile: the distribution of their cosines by a basis that does not know them.</summary>
/// <remarks>A mean of logarithms makes more of one click that follows from nothing than of several that follow a little less than is usual.</remarks>
internal sealed class CosineNull
{
    private const int ChunkRows = 256;

    // Over −1 to 1: 0.001 each.
    private const int Cells = 2_000;
    private readonly CoherenceBasis basis;
    private readonly double[] logShares = new double[Cells];

    /// <summary>Learns what is usual.</summary>
    /// <param name="basis">Judges clicks.</param>
    /// <param name="users">Users × items whom the basis was not learnt from, taken for genuine.</param>
    public CosineNull(CoherenceBasis basis, CsrMatrix users)
    {
        this.basis = basis;
        var (counts, below) = (new int[Cells], 0L);
        var longest = LongestOf(users);
        Cores.ForEachChunk(
            users.Rows,
            ChunkRows,
            () => new float[longest],
            (chunk, cosines) =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                {
                    basis.Cosines(users.ColumnsOf(u), cosines);
                    foreach (var cosine in cosines.AsSpan(0, users.CountOf(u)))
                        Interlocked.Increment(ref counts[CellOf(cosine)]);
                }
            }
        );
        for (var cell = 0; cell < Cells; cell++)
        {
            below += counts[cell];
            // ln P, P = (#{genuine ≤ c} + 1) / (N + 1): finite, however low
            logShares[cell] = Math.Log((below + 1.0) / (users.NonZeros + 1.0));
        }
    }

    /// <summary>Scratch space that any of the users fits into.</summary>
    public static int LongestOf(CsrMatrix users) => users.Rows == 0 ? 0 : Enumerable.Range(0, users.Rows).Max(users.CountOf);

    /// <summary>Mean over the clicks of ln P, P the share of genuine clicks whose cosine is as low or lower; 0 and less, NaN below three clicks.</summary>
    /// <param name="items">Columns of the items.</param>
    /// <param name="cosines">Scratch space, as long as the items or longer.</param>
    public double Score(ReadOnlySpan<int> items, Span<float> cosines)
    {
        if (items.Length < CoherenceBasis.FewestClicks)
            return double.NaN;
        basis.Cosines(items, cosines);
        var sum = 0.0;
        foreach (var cosine in cosines[..items.Length])
            sum += logShares[CellOf(cosine)];
        return sum / items.Length;
    }

    private static int CellOf(float cosine) => Math.Clamp((int)((cosine + 1) / 2 * Cells), 0, Cells - 1);
}
