using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Calibration;

/// <summary>Scores of profiles while they grow: in a stream they are judged at every length.</summary>
/// <param name="Shortest">Length at which each begins.</param>
/// <param name="OfUsers">Scores of each user at <paramref name="Shortest"/>, <paramref name="Shortest"/> + 1, … items; empty where a profile is shorter.</param>
internal sealed record GrowingScores(int Shortest, IReadOnlyList<float[]> OfUsers)
{
    private const int ChunkRows = 64;

    /// <summary>Has each profile grow, its items in random order; those that the detector does not know count for nothing.</summary>
    /// <param name="detector">Scores them.</param>
    /// <param name="profiles">Users × items.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="shortest">Length from which scores count, 1 or more.</param>
    /// <param name="random">Source of the order.</param>
    public static GrowingScores Of(IDetector detector, CsrMatrix profiles, IReadOnlyList<string> items, int shortest, SeededRandom random)
    {
        var orders = new int[profiles.Rows][];
        for (var u = 0; u < orders.Length; u++)
        {
            orders[u] = profiles.ColumnsOf(u).ToArray();
            random.Shuffle<int>(orders[u]);
        }

        var scores = new float[profiles.Rows][];
        Cores.ForEachChunk(
            profiles.Rows,
            ChunkRows,
            chunk =>
            {
                var evidence = new float[detector.EvidenceLength];
                for (var u = chunk.Start; u < chunk.End; u++)
                    scores[u] = Grow(detector, orders[u], items, shortest, evidence);
            }
        );
        return new GrowingScores(shortest, scores);
    }

    private static float[] Grow(IDetector detector, int[] order, IReadOnlyList<string> items, int shortest, float[] evidence)
    {
        Array.Clear(evidence);
        var (scores, known) = (new List<float>(order.Length), 0);
        for (var n = 1; n <= order.Length; n++)
        {
            detector.Add(evidence, items[order[n - 1]], 1f);
            var length = detector.KnownLength(evidence, n);
            if (length > known && length >= shortest)
                scores.Add(detector.Score(evidence, n));
            known = length;
        }

        return [.. scores];
    }
}
