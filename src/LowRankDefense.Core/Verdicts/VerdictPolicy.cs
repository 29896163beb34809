using LowRankDefense.Numerics;

namespace LowRankDefense.Core.Verdicts;

/// <summary>Turns a score into a judgement, with hysteresis for users already found fake.</summary>
public sealed class VerdictPolicy(VerdictOptions options)
{
    private readonly VerdictOptions options = Validated.Options(options);

    /// <summary>The judgement of a profile that has a score.</summary>
    /// <param name="standing">Standing before.</param>
    /// <param name="length">Distinct items of the profile.</param>
    /// <param name="score">Decision value.</param>
    /// <param name="threshold">Decision value above which a profile of this length is fake.</param>
    public Judgement Judge(Standing standing, int length, float score, float threshold)
    {
        if (standing == Standing.Quarantined)
            return score <= threshold - options.ReinstatementMargin ? Judgement.Genuine : Judgement.Fake;
        if (length < options.MinimumEvents)
            return Judgement.Open;
        return score > threshold ? Judgement.Fake : Judgement.Genuine;
    }
}
