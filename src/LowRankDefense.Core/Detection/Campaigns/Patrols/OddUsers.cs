using LowRankDefense.Core.Detection.Coherence;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>How odd the users of a patrol are: nearly all fakes are incoherent, and among the few users who are, few fakes over a long time stand out.</summary>
internal sealed class OddUsers
{
    // Learnt again where so many more users have come: what they like drifts.
    private const double Growth = 1.5;
    private const ulong Seed = 1;
    private CoherenceModel? model;
    private int[] learntFrom = [];
    private int learntAt;
    private double[] deviations = [];

    /// <summary>How many users there were when coherence was last learnt.</summary>
    public int LearntAt => learntAt;

    /// <summary>Looks at everybody.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="past">Rows that may be learnt from: the oldest, nobody of whom is held.</param>
    public void See(CsrMatrix profiles, int[] past)
    {
        if (model is null || profiles.Rows >= Growth * learntAt)
        {
            (learntFrom, learntAt) = (past, profiles.Rows);
            model = CoherenceModel.Learn(profiles.SelectRows(past), new SeededRandom(Seed));
        }

        deviations = Deviations(model, profiles, learntFrom);
    }

    /// <summary>Coherence of everybody by what is learnt from today's users, whom it was not learnt from judging them: what has become popular since follows.</summary>
    /// <param name="profiles">Users × items.</param>
    /// <param name="today">Rows that are learnt from.</param>
    public static double[] DeviationsToday(CsrMatrix profiles, int[] today) =>
        Deviations(CoherenceModel.Learn(profiles.SelectRows(today), new SeededRandom(Seed)), profiles, today);

    /// <summary>Whether a user is more than <paramref name="level"/> standard deviations from what is usual; negative levels are the incoherent side.</summary>
    public bool IsOdd(int user, double level) => deviations[user] < level;

    /// <summary>Coherence of a user in standard deviations; 0 for one who was not looked at.</summary>
    public double DeviationsOf(int user) => user < deviations.Length ? deviations[user] : 0;

    private static double[] Deviations(CoherenceModel? model, CsrMatrix profiles, int[] learntFrom)
    {
        var places = new int[profiles.Rows];
        Array.Fill(places, -1);
        for (var p = 0; p < learntFrom.Length; p++)
        {
            if (learntFrom[p] >= 0)
                places[learntFrom[p]] = p;
        }

        return model?.Deviations(profiles, places) ?? new double[profiles.Rows];
    }

    /// <summary>Forgets the first users: what is row n from now on was row n + rows.</summary>
    public void Forget(int rows)
    {
        learntFrom = Array.ConvertAll(learntFrom, r => r - rows);
        learntAt = Math.Max(1, learntAt - rows);
    }
}
