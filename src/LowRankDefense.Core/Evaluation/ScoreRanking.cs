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

    public int Fakes { get; }

    public int Genuine { get; }

    /// <summary>Sorts the users by score.</summary>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or one of the classes is empty.</exception>
    public static ScoreRanking Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> fake)
    {
        if (scores.Length != fake.Length)
            throw new ArgumentException($"{scores.Length} scores do not go with {fake.Length} labels.", nameof(fake));
        float[] keys = [.. scores];
        if (Array.Exists(keys, float.IsNaN))
            throw new ArgumentException(
                $"The score of user {Array.FindIndex(keys, float.IsNaN)} is NaN: it has no place in an order.",
                nameof(scores)
            );
        bool[] labels = [.. fake];
        Array.Sort(keys, labels);
        var steps = new List<(int Fake, int Genuine)>();
        for (var i = keys.Length - 1; i >= 0; )
        {
            var step = (Fake: 0, Genuine: 0);
            var score = keys[i];
            for (; i >= 0 && keys[i] == score; i--)
                step = labels[i] ? (step.Fake + 1, step.Genuine) : (step.Fake, step.Genuine + 1);
            steps.Add(step);
        }

        var fakes = labels.Count(l => l);
        if (fakes == 0 || fakes == labels.Length)
            throw new ArgumentException($"{fakes} of {labels.Length} users are fake: both kinds are needed.", nameof(fake));
        return new ScoreRanking(steps, fakes, labels.Length - fakes);
    }
}
