using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Core.Verdicts;

/// <summary>What the guard says of a user, with everything needed to explain it.</summary>
/// <param name="User">User id, the key of the record.</param>
/// <param name="Status">The user's status from now on.</param>
/// <param name="Deciding">The assessment the verdict rests on; null where no detector has scored the user.</param>
/// <param name="ProfileLength">Distinct items of the profile.</param>
/// <param name="Items">The items that weighed most, heaviest first.</param>
/// <param name="Timestamp">Unix milliseconds.</param>
/// <param name="Campaign">Name of the campaign that the deciding detector counts the user among; null where it names none.</param>
public sealed record Verdict(
    string User,
    UserStatus Status,
    Assessment? Deciding,
    int ProfileLength,
    IReadOnlyList<VerdictItem> Items,
    long Timestamp,
    string? Campaign = null
)
{
    /// <summary>What each detector in force said, the deciding one among them.</summary>
    public IReadOnlyList<Assessment> Evidence { get; init; } = [];

    /// <summary>What they say together, see <see cref="JointEvidence"/>; 1 where they do not.</summary>
    public double JointPValue { get; init; } = 1;
}

/// <summary>An item that weighed in a score.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Weight">The part of the decision value the item is credited with; above 0 it speaks for a fake.</param>
public readonly record struct VerdictItem(string Item, float Weight);
