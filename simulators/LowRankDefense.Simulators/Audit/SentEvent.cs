using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Simulators.Audit;

/// <summary>A record that went in, and whether it was rejected.</summary>
internal sealed class SentEvent(InputRecord record)
{
    /// <summary>The record as it went in.</summary>
    public InputRecord Record { get; } = record;

    /// <summary>Its event; default where it has none.</summary>
    public Interaction Event => Record.Parsed.Interaction;

    /// <summary>The reason it was rejected for; null where it was not.</summary>
    public string? RejectedAs { get; set; }

    /// <summary>The reason of <see cref="RejectedAs"/>; null where it was not rejected or for a reason that is none.</summary>
    public RejectReason? Reason =>
        Enum.TryParse<RejectReason>(RejectedAs?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var reason) ? reason : null;

    /// <summary>For a person: the id, where there is one, and the place.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{(Event.Id.IsEmpty ? "" : $"event {Event.Id} of user {Event.User}, ")}record {Record.Partition}@{Record.Offset}"
        );
}
