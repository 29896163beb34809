namespace LowRankDefense.Core.Sanitization;

/// <summary>What happens to the events of a user of whom too little is known.</summary>
public enum AdmissionMode
{
    /// <summary>Published at once, retracted when the user turns out fake.</summary>
    Immediate,

    /// <summary>Held in the profile until enough is known.</summary>
    Probation,
}
