namespace LowRankDefense.Core.Verdicts;

/// <summary>What a score says of a user.</summary>
public enum Judgement : byte
{
    /// <summary>Nothing yet: no model, or too short a profile.</summary>
    Open,

    /// <summary>At or below the threshold.</summary>
    Genuine,

    /// <summary>Above the threshold.</summary>
    Fake,
}
