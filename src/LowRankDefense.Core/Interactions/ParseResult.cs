namespace LowRankDefense.Core.Interactions;

/// <summary>An event, or why there is none.</summary>
/// <param name="Reason"><see cref="RejectReason.None"/> for an accepted event.</param>
/// <param name="Interaction">The event; default where it was rejected.</param>
/// <param name="Detail">What was wrong and where, for a person; empty for an accepted event.</param>
public readonly record struct ParseResult(RejectReason Reason, Interaction Interaction, string Detail)
{
    /// <summary>Whether there is an event.</summary>
    public bool Accepted => Reason == RejectReason.None;

    /// <summary>A rejection.</summary>
    public static ParseResult Reject(RejectReason reason, string detail) => new(reason, default, detail);
}
