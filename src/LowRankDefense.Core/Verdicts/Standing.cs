namespace LowRankDefense.Core.Verdicts;

/// <summary>What the guard currently holds of a user; decides where the user's events go.</summary>
public enum Standing : byte
{
    /// <summary>Too little is known: events are held (policy Probation) or published at once (policy Immediate).</summary>
    Probation = 0,

    /// <summary>Judged genuine: events are published.</summary>
    Admitted = 1,

    /// <summary>Judged fake: events are withheld, earlier ones retracted.</summary>
    Quarantined = 2,
}
