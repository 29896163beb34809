namespace LowRankDefense.Core.Verdicts;

/// <summary>What the scores say of a user.</summary>
public enum Classification : byte
{
    /// <summary>Nothing yet: no detector, or too short a profile.</summary>
    Undecided,

    /// <summary>No detector's score lies above its threshold, nor do they say enough together.</summary>
    Genuine,

    /// <summary>A detector's score lies above its threshold, or several say enough together.</summary>
    Fake,
}

/// <summary>A classification, and the detector it rests on.</summary>
/// <param name="Class">What the scores say.</param>
/// <param name="Deciding">Index of the deciding assessment: the most suspicious one, of those above their threshold where there are any; −1 where there are none.</param>
public readonly record struct Decision(Classification Class, int Deciding);
