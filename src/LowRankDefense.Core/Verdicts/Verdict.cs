namespace LowRankDefense.Core.Verdicts;

/// <summary>What the guard says of a user, with everything needed to explain it.</summary>
/// <param name="User">User id, the key of the record.</param>
/// <param name="Standing">The user's standing from now on.</param>
/// <param name="Score">Decision value; NaN where no model has scored the user.</param>
/// <param name="Threshold">Decision value above which a profile of this length is fake; NaN where there is no score.</param>
/// <param name="Model">Version of the model; null where there is none.</param>
/// <param name="ProfileLength">Distinct items of the profile.</param>
/// <param name="Items">The items that weighed most, heaviest first.</param>
/// <param name="Timestamp">Unix milliseconds.</param>
public sealed record Verdict(
    string User,
    Standing Standing,
    float Score,
    float Threshold,
    string? Model,
    int ProfileLength,
    IReadOnlyList<VerdictItem> Items,
    long Timestamp
);
