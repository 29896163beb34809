using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Numerics;

namespace LowRankDefense.Simulators.Audit;

/// <summary>Accounts for every record: a pure fold over what went in and what came out, each topic's partitions in offset order.</summary>
/// <remarks>
/// Feed the input first, then the rejections, then the rest in any order. An event is known by its user and id, a rejected record by its
/// source partition and offset, since it may have no id or that of another. A loss at a border leaves no trace where the event is on a
/// stream once more, and passes: the last event of a quarantine that was published again, the last publication before a retraction that
/// was withheld or published again, the oldest event of a full profile that was published again.
/// </remarks>
/// <param name="profiles">How much the audited worker remembers of a user: what it can publish again, and recognise as a duplicate.</param>
public sealed class StreamAudit(ProfileOptions profiles)
{
    private readonly ProfileOptions profiles = Validated.Options(profiles);
    private readonly Dictionary<(int Partition, long Offset), SentEvent> input = [];
    private readonly Dictionary<string, UserTrail> trails = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> rejections = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> lastRejected = [];
    private readonly FaultTally faults = new();
    private Dictionary<EventId, string>? senders;

    /// <summary>A record that went in.</summary>
    public void Input(in InputRecord record)
    {
        var sent = new SentEvent(record);
        input[(record.Partition, record.Offset)] = sent;
        if (!record.Parsed.Accepted)
            return;
        if (!trails.TryGetValue(sent.Event.User, out var trail))
            trails[sent.Event.User] = trail = new UserTrail(sent.Event.User);
        trail.Send(sent);
    }

    /// <summary>A record on the reject topic.</summary>
    /// <param name="partition">Partition of its source.</param>
    /// <param name="offset">Offset of its source.</param>
    /// <param name="reason">The reason it names, in kebab case.</param>
    /// <param name="digest">Hash of its key and value: <see cref="RecordReader.Digest"/>.</param>
    public void Rejected(int partition, long offset, string reason, ulong digest)
    {
        rejections[reason] = rejections.GetValueOrDefault(reason) + 1;
        if (!input.TryGetValue((partition, offset), out var sent))
        {
            faults.Add(AuditFault.Phantom, $"record {partition}@{offset} was rejected and never went in");
            return;
        }

        if (sent.RejectedAs is not null)
        {
            faults.Add(AuditFault.Doubled, $"{sent} was rejected twice");
            return;
        }

        sent.RejectedAs = reason;
        if (offset < lastRejected.GetValueOrDefault(partition))
            faults.Add(AuditFault.Reordered, $"{sent} was rejected after a later one");
        lastRejected[partition] = offset;
        if (digest != sent.Record.Digest)
            faults.Add(AuditFault.Altered, $"{sent} was rejected with other bytes than it had");
        CheckReason(sent);
    }

    /// <summary>An event on the sanitized stream.</summary>
    /// <param name="user">Key of the record.</param>
    /// <param name="published">The event; null where the record is none.</param>
    public void Sanitized(string user, Interaction? published) => CameOut(user, published, "sanitized", trail => trail.Published[^1]);

    /// <summary>A retraction on the sanitized stream.</summary>
    /// <param name="user">Key of the record.</param>
    public void Retracted(string user) => TrailOf(user, "a retraction")?.Retract();

    /// <summary>An event on the quarantined stream.</summary>
    /// <param name="user">Key of the record.</param>
    /// <param name="withheld">The event; null where the record is none.</param>
    public void Quarantined(string user, Interaction? withheld) => CameOut(user, withheld, "quarantined", trail => trail.Withheld);

    /// <summary>An event that a profile holds in probation, by the last state of the profile, oldest first.</summary>
    /// <param name="user">User of the profile.</param>
    /// <param name="held">The event.</param>
    public void Held(string user, Interaction held) => CameOut(user, held, "probation", trail => trail.Held);

    /// <summary>A verdict.</summary>
    /// <param name="user">Key of the record.</param>
    /// <param name="fake">Whether it says that the user is fake.</param>
    public void Verdict(string user, bool fake) => TrailOf(user, "a verdict")?.Judge(fake);

    /// <summary>Draws the balance.</summary>
    public AuditReport Close()
    {
        var (published, held, quarantined) = (0L, 0L, 0L);
        foreach (var sent in input.Values.Where(s => !s.Record.Parsed.Accepted && s.RejectedAs is null))
            faults.Add(AuditFault.Missing, $"{sent} came out nowhere: {sent.Record.Parsed.Detail}");
        foreach (var trail in trails.Values)
        {
            var outcome = new TrailCheck(trail, profiles, faults).Run();
            published += outcome.Published;
            held += outcome.Held;
            quarantined += outcome.Quarantined;
        }

        return new AuditReport
        {
            In = input.Count,
            Sanitized = published,
            Held = held,
            Rejected = rejections,
            Quarantined = quarantined,
            Faults = faults.Counts,
            Examples = faults.Examples,
        };
    }

    // Whether it is a duplicate is seen when all of its user's events are known.
    private void CheckReason(SentEvent sent)
    {
        var (actual, reason) = (sent.Record.Parsed.Reason, sent.Reason);
        var right =
            reason == RejectReason.Duplicate
                ? actual == RejectReason.None
                : reason is not null and not RejectReason.None && (reason == actual || reason == sent.Record.WhenSent);
        if (!right)
            faults.Add(
                AuditFault.WronglyRejected,
                $"{sent} was rejected as {sent.RejectedAs}, and {(actual == RejectReason.None ? "nothing is wrong with it" : $"is {actual}")}"
            );
    }

    private void CameOut(string key, Interaction? read, string stream, Func<UserTrail, List<int>> listOf)
    {
        if (read is not { } came)
        {
            faults.Add(AuditFault.Phantom, $"a record of user {key} on the {stream} stream is no event");
            return;
        }

        if (!trails.TryGetValue(came.User, out var trail) || !trail.Knows(came.Id))
        {
            if (SenderOf(came.Id) is { } sender)
                faults.Add(AuditFault.WrongUser, $"event {came.Id} of user {sender} is on the {stream} stream as one of user {came.User}");
            else
                faults.Add(AuditFault.Phantom, $"event {came.Id} of user {came.User} is on the {stream} stream and never went in");
            return;
        }

        if (!string.Equals(key, came.User, StringComparison.Ordinal))
            faults.Add(AuditFault.WrongUser, $"event {came.Id} of user {came.User} is on the {stream} stream under the key {key}");
        var list = listOf(trail);
        var at = trail.Find(came.Id, list);
        if (at < 0)
        {
            faults.Add(AuditFault.WronglyRejected, $"event {came.Id} of user {came.User} was rejected and is on the {stream} stream");
            return;
        }

        if (trail.Sent[at].Event != came)
            faults.Add(AuditFault.Altered, $"{trail.Sent[at]} is on the {stream} stream as {came}, and went in as {trail.Sent[at].Event}");
        list.Add(at);
    }

    private UserTrail? TrailOf(string user, string what)
    {
        if (trails.TryGetValue(user, out var trail))
            return trail;
        faults.Add(AuditFault.Phantom, $"there is {what} of user {user}, who never sent an event");
        return null;
    }

    private string? SenderOf(EventId id)
    {
        senders ??= trails.Values.SelectMany(t => t.Ids.Select(i => (Id: i, t.User))).DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.User);
        return senders.GetValueOrDefault(id);
    }
}
