using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>Where an attack stands between two steps.</summary>
/// <param name="fakes">The fakes as they are to be tried next.</param>
/// <param name="best">The best that were tried.</param>
/// <param name="history">The steps until then.</param>
internal sealed class RecSys20State(FakeProfiles fakes, CsrMatrix best, List<AttackStep> history)
{
    /// <summary>The fakes as they are to be tried next.</summary>
    public FakeProfiles Fakes => fakes;

    /// <summary>The best that were tried; those it began with where none were.</summary>
    public CsrMatrix Best { get; private set; } = best;

    /// <summary>The steps until then.</summary>
    public IReadOnlyList<AttackStep> History => history;

    /// <summary>Before the first step.</summary>
    public static RecSys20State Begin(AttackProblem problem, RecSys20Options options)
    {
        var fakes = FakeProfiles.CopiedFrom(problem.Genuine, problem.Count, problem.Targets, options, new SeededRandom(problem.Seed));
        return new RecSys20State(fakes, fakes.ToMatrix(), []);
    }

    /// <summary>Takes note of what was tried.</summary>
    /// <param name="step">What came of it.</param>
    /// <param name="tried">Fakes × items.</param>
    public void Take(AttackStep step, CsrMatrix tried)
    {
        if (history.TrueForAll(s => s.TargetHitRate < step.TargetHitRate))
            Best = tried;
        history.Add(step);
    }
}
