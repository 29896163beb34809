using LowRankDefense.Core.Detection.Campaigns;
using LowRankDefense.Core.Detection.Coherence.Judging;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Verdicts;
using MathNet.Numerics.Distributions;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>How many genuine users a worker out of the box may flag: the sum of the budgets of its detectors (Boole's inequality).</summary>
internal static class DefaultBudget
{
    private const double Level = 0.95;

    /// <summary>Genuine users ever flagged that the budgets allow in expectation.</summary>
    /// <param name="users">Genuine users.</param>
    public static double Expected(int users) =>
        (users * (new PcaSvmOptions().FalsePositiveBudget + new CoherenceOptions().FalsePositiveBudget + new VerdictOptions().JointBudget))
        + new CampaignOptions().ExpectedFalsePositives;

    /// <summary>The most that are in keeping with this: who keeps the budget flags more in one run of twenty, or less often.</summary>
    /// <inheritdoc cref="Expected"/>
    public static int Most(int users)
    {
        var most = 0;
        // The smallest k with P(X ≤ k) ≥ 0.95,  X ~ Poisson(expected)
        while (Poisson.CDF(Expected(users), most) < Level)
            most++;
        return most;
    }
}
