using LowRankDefense.Core.Interactions;
using LowRankDefense.Simulators.Audit;

namespace LowRankDefense.Simulators.Tests.Audit;

/// <summary>A fault put into the streams.</summary>
/// <param name="What">In words.</param>
/// <param name="Mutate">What is done to the streams.</param>
/// <param name="Faults">What the audit has to say, all of it.</param>
internal sealed record Mutation(string What, Action<Streams> Mutate, params AuditFault[] Faults)
{
    /// <summary>All there are; each is put into streams without a fault, one at a time.</summary>
    public static readonly Mutation[] All =
    [
        new("a published event is dropped", s => s.Sanitized.Remove(s.PublishedOf("genuine")[5]), AuditFault.Missing),
        new("an event published again is dropped", s => s.Sanitized.Remove(s.PublishedOf("reinstated")[^5]), AuditFault.Missing),
        new("all of what was published again is dropped", s => s.Sanitized.RemoveAll(r => s.WasRepublished(r)), AuditFault.Missing),
        new("a withheld event is dropped", s => s.Quarantined.Remove(s.WithheldOf("fake")[1]), AuditFault.Missing),
        new("a withheld event of a reinstated user is dropped", s => s.Quarantined.Remove(s.WithheldOf("reinstated")[1]), AuditFault.Missing),
        new("a held event is dropped", s => s.Held.RemoveAt(0), AuditFault.Missing),
        new("a rejection is dropped", s => s.Rejected.RemoveAll(r => r.Reason == "malformed"), AuditFault.Missing),
        new("a rejected duplicate is dropped", s => s.Rejected.RemoveAll(r => r.Reason == "duplicate"), AuditFault.Missing),
        new("a published event is doubled", s => s.Sanitized.Add(s.PublishedOf("genuine")[5]), AuditFault.Doubled),
        new("a withheld event is doubled", s => s.Quarantined.Add(s.WithheldOf("fake")[1]), AuditFault.Doubled),
        new("a rejection is doubled", s => s.Rejected.Add(s.Rejected[0]), AuditFault.Doubled),
        new("a retraction is doubled", s => s.Sanitized.Add(new("fake", null)), AuditFault.Doubled),
        new("a held event is published as well", s => s.Sanitized.Add(s.Held[0]), AuditFault.Doubled),
        new("published events are reordered", s => Swap(s.Sanitized, s.PublishedOf("genuine")[5], s.PublishedOf("genuine")[6]), AuditFault.Reordered),
        new("withheld events are reordered", s => Swap(s.Quarantined, s.WithheldOf("fake")[1], s.WithheldOf("fake")[2]), AuditFault.Reordered),
        new("held events are reordered", s => Swap(s.Held, s.Held[0], s.Held[1]), AuditFault.Reordered),
        new("rejections are reordered", s => s.Rejected.Reverse(), AuditFault.Reordered),
        new("a published value is altered", s => Alter(s.Sanitized, s.PublishedOf("genuine")[5], e => e with { Value = 2 }), AuditFault.Altered),
        new("a published item is altered", s => Alter(s.Sanitized, s.PublishedOf("genuine")[5], e => e with { Item = "other" }), AuditFault.Altered),
        new("a published time is altered", s => Alter(s.Sanitized, s.PublishedOf("genuine")[5], e => e with { Timestamp = 7 }), AuditFault.Altered),
        new("a withheld event is altered", s => Alter(s.Quarantined, s.WithheldOf("fake")[1], e => e with { Value = 2 }), AuditFault.Altered),
        new("a rejected value is altered", s => s.Rejected[0] = s.Rejected[0] with { Value = [9] }, AuditFault.Altered),
        new("a rejected key is altered", s => s.Rejected[0] = s.Rejected[0] with { Key = [9] }, AuditFault.Altered),
        new("a good event is rejected", s => Reject(s, s.PublishedOf("genuine")[5], "malformed"), AuditFault.WronglyRejected),
        new("a good event is rejected as a duplicate", s => Reject(s, s.PublishedOf("genuine")[5], "duplicate"), AuditFault.WronglyRejected),
        new("a reason is another one", s => s.Rejected[0] = s.Rejected[0] with { Reason = "oversized" }, AuditFault.WronglyRejected),
        new("a reason is none", s => s.Rejected[0] = s.Rejected[0] with { Reason = "because" }, AuditFault.WronglyRejected),
        new("a published event is rejected as well", s => s.Reject(s.SentAs(s.PublishedOf("genuine")[5]), "malformed"), AuditFault.WronglyRejected),
        new("a published event is withheld as well", s => s.Quarantined.Add(s.PublishedOf("genuine")[5]), AuditFault.PublishedAndQuarantined),
        new("a retracted event is withheld as well", s => s.Quarantined.Insert(0, s.PublishedOf("fake")[2]), AuditFault.PublishedAndQuarantined),
        new(
            "an event let through after the reinstatement is withheld as well",
            s => s.Quarantined.Add(s.PublishedOf("reinstated")[^1]),
            AuditFault.PublishedAndQuarantined
        ),
        new("a published event is withheld instead", s => Withhold(s, s.PublishedOf("genuine")[5]), AuditFault.QuarantinedWithoutVerdict),
        new("a retraction is dropped", s => s.Sanitized.RemoveAll(r => r.Key == "fake" && r.IsRetraction), AuditFault.VerdictWithoutRetraction),
        new("a genuine user is found fake", s => s.Verdicts.Add(("genuine", true)), AuditFault.VerdictWithoutRetraction),
        new("a reinstatement has no verdict", s => s.Verdicts.Remove(("reinstated", false)), AuditFault.VerdictWithoutRetraction),
        new("a genuine user is retracted", s => s.Sanitized.Add(new("genuine", null)), AuditFault.RetractionWithoutVerdict),
        new("a held user is retracted", s => s.Sanitized.Add(new("held", null)), AuditFault.RetractionWithoutVerdict),
        new(
            "a conviction has no verdict",
            s => s.Verdicts.Remove(("fake", true)),
            AuditFault.RetractionWithoutVerdict,
            AuditFault.QuarantinedWithoutVerdict
        ),
        new("an event comes from nowhere", s => s.Sanitized.Add(s.PublishedOf("genuine")[5].With(e => e with { Id = "ghost" })), AuditFault.Phantom),
        new("an event of an unknown user is withheld", s => s.Quarantined.Add(new("ghost", new("ghost", "ghost", "i", 1, 1))), AuditFault.Phantom),
        new("a rejection has no source", s => s.Rejected[^1] = s.Rejected[^1] with { Offset = 9_999 }, AuditFault.Phantom, AuditFault.Missing),
        new("an unknown user is judged", s => s.Verdicts.Add(("ghost", true)), AuditFault.Phantom),
        new("an unknown user is retracted", s => s.Sanitized.Add(new("ghost", null)), AuditFault.Phantom),
        new("an id is accepted twice", s => s.AcceptDuplicate(), AuditFault.AcceptedTwice),
        new(
            "an event has the key of another user",
            s => s.Sanitized[s.Sanitized.IndexOf(s.PublishedOf("genuine")[5])] = s.PublishedOf("genuine")[5] with { Key = "held" },
            AuditFault.WrongUser
        ),
        new(
            "an event is given to another user",
            s => Alter(s.Sanitized, s.PublishedOf("genuine")[5], e => e with { User = "held" }, "held"),
            AuditFault.WrongUser,
            AuditFault.Missing
        ),
    ];

    private static void Swap(List<Streams.Record> list, Streams.Record a, Streams.Record b)
    {
        var (i, j) = (list.IndexOf(a), list.IndexOf(b));
        (list[i], list[j]) = (list[j], list[i]);
    }

    private static void Alter(List<Streams.Record> list, Streams.Record record, Func<Interaction, Interaction> change, string? key = null) =>
        list[list.IndexOf(record)] = record.With(change) with { Key = key ?? record.Key };

    private static void Reject(Streams streams, Streams.Record record, string reason)
    {
        streams.Sanitized.Remove(record);
        streams.Reject(streams.SentAs(record), reason);
    }

    private static void Withhold(Streams streams, Streams.Record record)
    {
        streams.Sanitized.Remove(record);
        streams.Quarantined.Add(record);
    }
}
