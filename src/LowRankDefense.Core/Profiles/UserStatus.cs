namespace LowRankDefense.Core.Profiles;

/// <summary>What the guard currently holds of a user; decides where the user's events go.</summary>
public enum UserStatus : byte
{
    /// <summary>Too little is known: events are held (admission mode Probation) or published at once (Immediate).</summary>
    Probation = 0,

    /// <summary>Found genuine: events are published.</summary>
    Admitted = 1,

    /// <summary>Found fake: events are withheld, earlier ones retracted.</summary>
    Quarantined = 2,
}
