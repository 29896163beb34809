namespace LowRankDefense.Core.Evaluation.Intervals;

/// <summary>Scored, labelled users, sorted once: resamples of them, and all but one of them, come out sorted as well, in linear time.</summary>
internal sealed class SortedUsers
{
    // Users fakes first, each class in the order given: the order in which they are drawn. Places are those of the ascending order.
    private readonly int[] placeOf;
    private readonly float[] scores;
    private readonly bool[] fake;

    /// <summary>Sorts the users; of equal scores the earlier first.</summary>
    /// <param name="given">One score per user, none of them NaN.</param>
    /// <param name="labels">Whether the user is fake.</param>
    public SortedUsers(ReadOnlySpan<float> given, ReadOnlySpan<bool> labels)
    {
        var (own, isFake) = (given.ToArray(), labels.ToArray());
        int[] drawn = [.. Users(isFake, wanted: true), .. Users(isFake, wanted: false)];
        int[] order = [.. Enumerable.Range(0, drawn.Length).OrderBy(u => own[drawn[u]])];
        scores = Array.ConvertAll(order, u => own[drawn[u]]);
        fake = Array.ConvertAll(order, u => isFake[drawn[u]]);
        placeOf = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
            placeOf[order[place]] = place;
        Fakes = fake.AsSpan().Count(true);
    }

    /// <summary>Users.</summary>
    public int Count => scores.Length;

    /// <summary>Fake users: user 0 and those after it. The others are genuine.</summary>
    public int Fakes { get; }

    /// <summary>The scores, ascending.</summary>
    public ReadOnlySpan<float> Scores => scores;

    /// <summary>Whether the users in the order of <see cref="Scores"/> are fake.</summary>
    public ReadOnlySpan<bool> Fake => fake;

    /// <summary>Overwrites <paramref name="sample"/> by as many users as there are, each drawn by number.</summary>
    /// <param name="draw">The number of the user to be drawn next, given how many were drawn before.</param>
    /// <param name="sample">Takes the users, scores ascending.</param>
    public void Resample(Func<int, int> draw, Sample sample)
    {
        Array.Clear(sample.Times);
        for (var i = 0; i < Count; i++)
            sample.Times[placeOf[draw(i)]]++;
        var at = 0;
        for (var place = 0; place < Count; place++)
        {
            sample.Scores.AsSpan(at, sample.Times[place]).Fill(scores[place]);
            sample.Fake.AsSpan(at, sample.Times[place]).Fill(fake[place]);
            at += sample.Times[place];
        }
    }

    /// <summary>Overwrites the first places of <paramref name="sample"/> by all users but <paramref name="user"/>, scores ascending.</summary>
    public void LeaveOut(int user, Sample sample)
    {
        var place = placeOf[user];
        scores.AsSpan(0, place).CopyTo(sample.Scores);
        scores.AsSpan(place + 1).CopyTo(sample.Scores.AsSpan(place));
        fake.AsSpan(0, place).CopyTo(sample.Fake);
        fake.AsSpan(place + 1).CopyTo(sample.Fake.AsSpan(place));
    }

    private static IEnumerable<int> Users(bool[] isFake, bool wanted) => Enumerable.Range(0, isFake.Length).Where(u => isFake[u] == wanted);

    /// <summary>Scratch of one thread.</summary>
    internal sealed class Sample(int count)
    {
        /// <summary>Scores of the users drawn, ascending.</summary>
        public float[] Scores { get; } = new float[count];

        /// <summary>Whether they are fake.</summary>
        public bool[] Fake { get; } = new bool[count];

        /// <summary>How often each user was drawn.</summary>
        public int[] Times { get; } = new int[count];
    }
}
