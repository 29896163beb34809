namespace LowRankDefense.Core.Evaluation;

/// <summary>Users in descending order of their scores, as counts of fake and genuine ones at each distinct score.</summary>
internal sealed class ScoreRanking
{
    private ScoreRanking(List<(int Fake, int Genuine)> steps, int fakes, int genuine)
    {
        Steps = steps;
        Fakes = fakes;
        Genuine = genuine;
    }

    /// <summary>One entry per distinct score, the highest first: users with exactly that score.</summary>
    public IReadOnlyList<(int Fake, int Genuine)> Steps { get; }

    /// <summary>Fake users, 1 or more.</summary>
    public int Fakes { get; }

    /// <summary>Genuine users, 1 or more.</summary>
    public int Genuine { get; }

    /// <summary>Ranks the users by score; sorts them only where they do not come in ascending order.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    public static ScoreRanking Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake)
    {
        if (scores.Length != fake.Length)
            throw new ArgumentException($"{scores.Length} scores do not go with {fake.Length} labels.", nameof(fake));
        if (!Ascend(scores))
        {
            float[] keys = [.. scores];
            bool[] labels = [.. fake];
            Array.Sort(keys, labels);
            scores = keys;
            fake = labels;
        }

        var steps = new List<(int Fake, int Genuine)>();
        for (var i = scores.Length - 1; i >= 0; )
        {
            var step = (Fake: 0, Genuine: 0);
            var score = scores[i];
            for (; i >= 0 && scores[i] == score; i--)
                step = fake[i] ? (step.Fake + 1, step.Genuine) : (step.Fake, step.Genuine + 1);
            steps.Add(step);
        }

        var fakes = fake.Count(true);
        if (fakes == 0 || fakes == fake.Length)
            throw new ArgumentException($"{fakes} of {fake.Length} users are fake: both kinds are needed.", nameof(fake));
        return new ScoreRanking(steps, fakes, fake.Length - fakes);
    }

    // Whether there is nothing to sort, as in the resamples of LabelledBootstrap
    private static bool Ascend(ReadOnlySpan<float> scores)
    {
        var ascend = true;
        for (var u = 0; u < scores.Length; u++)
        {
            if (float.IsNaN(scores[u]))
                throw new ArgumentException($"The score of user {u} is NaN: it has no place in an order.", nameof(scores));
            ascend &= u == 0 || scores[u - 1] <= scores[u];
        }

        return ascend;
    }
}
