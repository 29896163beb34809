using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics;

namespace LowRankDefense.Core.Sanitization;

/// <summary>Where a user stands after a judgement, and what becomes of the user's events.</summary>
public sealed class AdmissionPolicy(AdmissionOptions options)
{
    private readonly AdmissionOptions options = Validated.Options(options);

    /// <summary>Whether events of users in probation are held.</summary>
    public bool Holds => options.Mode == AdmissionMode.Probation;

    /// <summary>The standing that follows.</summary>
    /// <param name="current">Standing before.</param>
    /// <param name="judgement">What the score says; <see cref="Judgement.Open"/> where there is no model or too short a profile.</param>
    /// <param name="clean">Whether the score, of whatever length, lies at or below its threshold; true where there is no model (the guard fails open).</param>
    /// <param name="length">Distinct items of the profile.</param>
    /// <param name="age">Time since the user's first event.</param>
    /// <param name="full">Whether the profile can hold no further event: probation then ends, since nothing may be lost.</param>
    public Standing Next(Standing current, Judgement judgement, bool clean, int length, TimeSpan age, bool full)
    {
        if (judgement == Judgement.Fake)
            return Standing.Quarantined;
        if (current != Standing.Probation)
            return judgement == Judgement.Genuine ? Standing.Admitted : current;
        if (!Holds)
            return judgement == Judgement.Genuine ? Standing.Admitted : Standing.Probation;
        return full || (clean && (length >= options.HoldEvents || age >= options.HoldFor)) ? Standing.Admitted : Standing.Probation;
    }

    /// <summary>What a step from one standing to another (or none) does to the streams.</summary>
    public Disposition DispositionOf(Standing before, Standing after) =>
        (before, after) switch
        {
            (Standing.Quarantined, Standing.Quarantined) => new(EventFate.Withhold, PastFate.Keep),
            (_, Standing.Quarantined) => new(EventFate.Withhold, PastFate.Retract),
            (Standing.Quarantined, Standing.Admitted) => new(EventFate.Publish, PastFate.Republish),
            (Standing.Probation, Standing.Admitted) => new(EventFate.Publish, PastFate.Release),
            (_, Standing.Admitted) => new(EventFate.Publish, PastFate.Keep),
            _ => new(Holds ? EventFate.Hold : EventFate.Publish, PastFate.Keep),
        };
}
