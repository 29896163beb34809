using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Parallelism;

namespace LowRankDefense.Core.Evaluation;

/// <summary>The place of an attacked item among all items a user has not seen.</summary>
public static class TargetRanks
{
    private const int UsersPerChunk = 24;

    /// <summary>Mean rank of the targets (1 = best) over the given users and over the targets each of them has not seen.</summary>
    /// <param name="model">Any recommender.</param>
    /// <param name="seen">users × items; stored entries are masked.</param>
    /// <param name="targets">Attacked items; not empty.</param>
    /// <param name="users">Users asked; not empty.</param>
    /// <exception cref="ArgumentException">Nobody is left to whom a target could be shown, shapes differ, or a target is scored NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target or a user the model does not have.</exception>
    public static Metric Mean(IRecommender model, CsrMatrix seen, IReadOnlyList<int> targets, IReadOnlyList<int> users)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(users);
        Check(model, seen, targets, users);
        var sums = new (long Ranks, long Places)[Cores.ChunksOf(users.Count, UsersPerChunk)];
        var scorer = model.InBlocksOf(Math.Max(1, model.ItemCount));
        Cores.ForEachChunk(
            users.Count,
            UsersPerChunk,
            () => new float[model.ItemCount],
            (chunk, scores) =>
            {
                for (var at = chunk.Start; at < chunk.End; at++)
                {
                    var u = users[at];
                    scorer.Score(new Chunk(0, u, u + 1), 0, scores);
                    foreach (var item in seen.ColumnsOf(u))
                        scores[item] = float.NegativeInfinity;
                    foreach (var target in targets)
                    {
                        if (float.IsNaN(scores[target]))
                            throw new ArgumentException($"The score of item {target} for user {u} is NaN: it has no rank.", nameof(model));
                        if (float.IsNegativeInfinity(scores[target]))
                            continue;
                        sums[chunk.Index].Ranks += RankOf(target, scores);
                        sums[chunk.Index].Places++;
                    }
                }
            }
        );
        var places = sums.Sum(s => s.Places);
        if (places == 0)
            throw new ArgumentException("Every user has seen every target, or there are none: a mean rank does not exist.", nameof(targets));
        const string definition =
            "1 + number of unseen items that are scored above the target (equal scores: smaller item index first), mean over users and their unseen targets.";
        return new Metric("target_rank", (double)sums.Sum(s => s.Ranks) / places, definition);
    }

    private static void Check(IRecommender model, CsrMatrix seen, IReadOnlyList<int> targets, IReadOnlyList<int> users)
    {
        if (seen.Rows != model.UserCount || seen.Columns != model.ItemCount)
        {
            throw new ArgumentException(
                $"Seen items are {seen.Rows} × {seen.Columns}, the model has {model.UserCount} users and {model.ItemCount} items.",
                nameof(seen)
            );
        }

        if (targets.Any(t => (uint)t >= (uint)seen.Columns))
            throw new ArgumentOutOfRangeException(
                nameof(targets),
                $"Target {targets.First(t => (uint)t >= (uint)seen.Columns)} is not one of {seen.Columns} items."
            );
        if (users.Any(u => (uint)u >= (uint)seen.Rows))
            throw new ArgumentOutOfRangeException(nameof(users), $"User {users.First(u => (uint)u >= (uint)seen.Rows)} is not one of {seen.Rows}.");
    }

    private static int RankOf(int target, ReadOnlySpan<float> scores)
    {
        var own = scores[target];
        var rank = 1;
        for (var i = 0; i < target; i++)
            rank += scores[i] >= own ? 1 : 0;
        for (var i = target + 1; i < scores.Length; i++)
            rank += scores[i] > own ? 1 : 0;
        return rank;
    }
}
