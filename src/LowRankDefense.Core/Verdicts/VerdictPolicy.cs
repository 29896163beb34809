using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Numerics;

namespace LowRankDefense.Core.Verdicts;

/// <summary>
/// One policy over all detectors in force, with hysteresis for users already found fake: one detector above its threshold is enough, and so are several
/// that are not and say enough together.
/// </summary>
/// <remarks>Every detector keeps its own false-positive budget: together they flag at most the sum of their budgets and the joint one
/// (Boole's inequality).</remarks>
public sealed class VerdictPolicy(VerdictOptions options)
{
    private readonly VerdictOptions options = Validated.Options(options);

    /// <summary>What the scores say of a profile.</summary>
    /// <param name="status">Status of the user before.</param>
    /// <param name="length">Distinct items of the profile.</param>
    /// <param name="assessments">What each detector in force says; empty where there is none.</param>
    public Decision Classify(UserStatus status, int length, ReadOnlySpan<Assessment> assessments)
    {
        var factor = status == UserStatus.Quarantined ? options.ReinstatementFactor : 1;
        var deciding = MostSuspicious(assessments, factor);
        if (deciding < 0 || (status != UserStatus.Quarantined && length < options.MinimumEvents))
            return new Decision(Classification.Undecided, deciding);
        var isFake = IsFake(assessments[deciding], factor) || JointEvidence.PValue(assessments) < factor * options.JointBudget;
        return new Decision(isFake ? Classification.Fake : Classification.Genuine, deciding);
    }

    /// <summary>Whether nothing speaks against a profile, of whatever length: no score above its threshold, and not enough together.</summary>
    /// <param name="assessments">What each detector in force says.</param>
    public bool IsClean(ReadOnlySpan<Assessment> assessments)
    {
        foreach (ref readonly var assessment in assessments)
        {
            if (assessment.Margin > 0)
                return false;
        }

        return JointEvidence.PValue(assessments) >= options.JointBudget;
    }

    // Without p-values the threshold decides alone.
    private static bool IsFake(in Assessment assessment, double factor) =>
        assessment.Margin > 0 || (factor > 1 && assessment.PValue < factor * assessment.Budget);

    // Detectors above their threshold come first, whatever the p-values of the others.
    private static int MostSuspicious(ReadOnlySpan<Assessment> assessments, double factor)
    {
        var most = -1;
        for (var a = 0; a < assessments.Length; a++)
        {
            var better =
                most < 0
                || (IsFake(assessments[a], factor), IsFake(assessments[most], factor)) switch
                {
                    (true, false) => true,
                    (false, true) => false,
                    _ => assessments[a].IsMoreSuspiciousThan(assessments[most]),
                };
            if (better)
                most = a;
        }

        return most;
    }
}
