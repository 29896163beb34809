using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Evaluation;

/// <summary>Samples split into folds, both classes alike: every fold has its share of positives and of negatives, to one.</summary>
public sealed class StratifiedFolds
{
    private readonly int[] fold;

    private StratifiedFolds(int[] fold, int count) => (this.fold, Count) = (fold, count);

    /// <summary>Number of folds.</summary>
    public int Count { get; }

    /// <summary>Splits the samples, taken in random order.</summary>
    /// <param name="positive">Class of each sample.</param>
    /// <param name="count">Folds; 2 or more, and no more than either class has samples, so that each fold holds both.</param>
    /// <param name="random">Order of the samples: one seed gives one split.</param>
    /// <exception cref="ArgumentException">Fewer than two folds, or more than a class has samples.</exception>
    public static StratifiedFolds Split(ReadOnlySpan<bool> positive, int count, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var rarest = Math.Min(positive.Count(true), positive.Count(false));
        if (count > rarest)
            throw new ArgumentException(
                $"{count} folds cannot each hold both classes: one has {rarest} samples. Use at most as many folds.",
                nameof(count)
            );
        var fold = new int[positive.Length];
        foreach (var label in new[] { false, true })
        {
            var rows = TrainingSamples.RowsOf(positive, label);
            random.Shuffle<int>(rows);
            for (var i = 0; i < rows.Length; i++)
                fold[rows[i]] = i % count;
        }

        return new StratifiedFolds(fold, count);
    }

    /// <summary>Samples to train on when fold <paramref name="held"/> is held out; ascending.</summary>
    public int[] Training(int held) => Rows(f => f != held);

    /// <summary>Samples of fold <paramref name="held"/>; ascending.</summary>
    public int[] Test(int held) => Rows(f => f == held);

    private int[] Rows(Predicate<int> isWanted) => [.. Enumerable.Range(0, fold.Length).Where(i => isWanted(fold[i]))];
}
