using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Detection.Coherence;

/// <summary>How far the clicks of a user are clicked together by others: the mean cosine of the pairs of its items, over everybody else.</summary>
/// <remarks>
/// Nothing is left out, as a basis of some rank leaves out what few have in common: a community counts from its first members on. O(Σ clickers²) over the items.
/// </remarks>
public static class PairCoherence
{
    private const int ChunkRows = 64;

    // An item that more have says little of who has it, and would take the most time.
    private const int MostClickers = 1_000;

    /// <summary>Of each user, in standard deviations among users of like length.</summary>
    /// <param name="users">Users × items.</param>
    /// <param name="counted">Whether each user's clicks tell what goes together.</param>
    /// <exception cref="ArgumentException">Not as many flags as users.</exception>
    public static double[] Deviations(CsrMatrix users, bool[] counted)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(counted);
        if (counted.Length != users.Rows)
            throw new ArgumentException($"{counted.Length} flags do not go with {users.Rows} users.", nameof(counted));
        var (scores, clickers) = (new double[users.Rows], Clickers(users, counted));
        Cores.ForEachChunk(
            users.Rows,
            ChunkRows,
            () => (Shared: new float[users.Rows], Touched: new List<int>()),
            (chunk, scratch) =>
            {
                for (var u = chunk.Start; u < chunk.End; u++)
                    scores[u] = Score(u, users, clickers, scratch.Shared, scratch.Touched);
            }
        );
        int[] lengths = [.. Enumerable.Range(0, users.Rows).Select(users.CountOf)];
        var expected = new LengthNull([.. scores.Select((s, u) => counted[u] ? s : double.NaN)], lengths);
        return [.. scores.Select((s, u) => double.IsNaN(s) ? 0 : expected.Deviations(s, lengths[u]))];
    }

    // Scratch space comes and is left empty.
    // s(u) = Σ_{i ≠ j} n_ij / √(n_i n_j) / (n (n − 1)), n_ij without u
    private static double Score(int user, CsrMatrix users, int[][] clickers, float[] shared, List<int> touched)
    {
        var (items, sum) = (0, 0.0);
        foreach (var item in users.ColumnsOf(user))
        {
            items++;
            var weight = 1f / clickers[item].Length;
            foreach (var other in clickers[item])
            {
                if (other == user)
                    continue;
                if (shared[other] == 0)
                    touched.Add(other);
                shared[other] += MathF.Sqrt(weight);
                sum -= weight;
            }
        }

        foreach (var other in touched)
        {
            sum += shared[other] * shared[other];
            shared[other] = 0;
        }

        touched.Clear();
        return items < 2 ? double.NaN : sum / (items * (items - 1.0));
    }

    private static int[][] Clickers(CsrMatrix users, bool[] counted)
    {
        var clickers = new List<int>[users.Columns];
        for (var u = 0; u < users.Rows; u++)
        {
            foreach (var item in counted[u] ? users.ColumnsOf(u) : [])
                (clickers[item] ??= []).Add(u);
        }

        return Array.ConvertAll(clickers, c => c is null || c.Count > MostClickers ? [] : c.ToArray());
    }
}
