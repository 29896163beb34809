using System.Text;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Simulators.Audit;

namespace LowRankDefense.Simulators.Tests.Audit;

/// <summary>What stands on the topics of a worker, open to mutation.</summary>
internal sealed class Streams
{
    /// <summary>Small, so that short histories reach it.</summary>
    public static readonly ProfileOptions Profiles = new() { Capacity = 16, DuplicateWindow = 16 };

    /// <summary>When every record was sent, Unix milliseconds.</summary>
    public const long SentAt = 1_700_000_000_000;

    public List<Sent> In { get; } = [];
    public List<Rejection> Rejected { get; } = [];
    public List<Record> Sanitized { get; } = [];
    public List<Record> Quarantined { get; } = [];
    public List<Record> Held { get; } = [];
    public List<(string User, bool Fake)> Verdicts { get; } = [];

    public Sent Send(int partition, string key, byte[] value)
    {
        var sent = new Sent(partition, In.Count, Encoding.UTF8.GetBytes(key), value);
        In.Add(sent);
        return sent;
    }

    /// <summary>Rejects a record, in the order of the input.</summary>
    public void Reject(Sent sent, string reason)
    {
        var at = Rejected.FindIndex(r => r.Partition == sent.Partition && r.Offset > sent.Offset);
        Rejected.Insert(at < 0 ? Rejected.Count : at, new Rejection(sent.Partition, sent.Offset, reason, sent.Key, sent.Value));
    }

    /// <summary>The report on the streams as they are now.</summary>
    public AuditReport Audit()
    {
        var reader = new RecordReader(new InteractionOptions());
        var audit = new StreamAudit(Profiles);
        foreach (var (partition, offset, key, value) in In)
            audit.Input(reader.Input(partition, offset, key, value, [], SentAt));
        foreach (var (partition, offset, reason, key, value) in Rejected)
            audit.Rejected(partition, offset, reason, RecordReader.Digest(key, value));
        foreach (var (key, interaction) in Sanitized)
        {
            if (interaction is null)
                audit.Retracted(key);
            else
                audit.Sanitized(key, interaction);
        }

        foreach (var (key, interaction) in Quarantined)
            audit.Quarantined(key, interaction);
        foreach (var (key, interaction) in Held)
            audit.Held(key, interaction!.Value);
        foreach (var (user, fake) in Verdicts)
            audit.Verdict(user, fake);
        return audit.Close();
    }

    /// <summary>Events on the sanitized stream, those published again a second time.</summary>
    public List<Record> PublishedOf(string user) => Sanitized.FindAll(r => r.Key == user && !r.IsRetraction);

    public List<Record> WithheldOf(string user) => Quarantined.FindAll(r => r.Key == user);

    /// <summary>Whether the record is the second publication of an event of user "reinstated".</summary>
    public bool WasRepublished(Record record) => record.Key == "reinstated" && WithheldOf("reinstated").Exists(w => w == record);

    /// <summary>The input that an event came from.</summary>
    public Sent SentAs(Record record) =>
        In.First(s => Encoding.UTF8.GetString(s.Value).Contains($"\"{record.Event!.Value.Id}\"", StringComparison.Ordinal));

    /// <summary>The id of the event that the user of a record sent after it; null where it was the last.</summary>
    public EventId? NextOf(Record record) =>
        In.SkipWhile(s => s != SentAs(record))
            .Skip(1)
            .Where(s => Encoding.UTF8.GetString(s.Key) == record.Key && !Rejected.Exists(r => r.Partition == s.Partition && r.Offset == s.Offset))
            .Select(s => RecordReader.Event(s.Value)?.Id)
            .FirstOrDefault();

    /// <summary>Lets the rejected duplicate through.</summary>
    public void AcceptDuplicate()
    {
        var duplicate = Rejected.Find(r => r.Reason == "duplicate")!;
        Rejected.Remove(duplicate);
        Sanitized.Add(new(Encoding.UTF8.GetString(duplicate.Key), RecordReader.Event(duplicate.Value)));
    }

    internal sealed record Sent(int Partition, long Offset, byte[] Key, byte[] Value);

    internal sealed record Rejection(int Partition, long Offset, string Reason, byte[] Key, byte[] Value);

    /// <summary>An event, or a retraction where there is none.</summary>
    internal sealed record Record(string Key, Interaction? Event)
    {
        public bool IsRetraction => Event is null;

        public Record With(Func<Interaction, Interaction> change) => this with { Event = change(Event!.Value) };
    }
}
