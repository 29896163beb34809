using System.Globalization;
using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Simulators.Audit;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Lab.Streams;

/// <summary>Reads all topics with read_committed, up to one moment at which no transaction was open, and accounts for every record.</summary>
/// <remarks>Verdicts are read as a history: audit before the broker compacts them (a closed segment: 7 days or 1 GiB by Kafka's defaults).</remarks>
internal sealed class StreamAuditor
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);
    private readonly BrokerAddress bootstrap;
    private readonly TopicOptions topics;
    private readonly RecordReader reader;
    private readonly ProfileOptions profiles;
    private readonly StartOffsets from;
    private readonly StreamAudit audit;
    private readonly Dictionary<TopicPartition, long> ends;

    private StreamAuditor(BrokerAddress bootstrap, TopicOptions topics, InteractionOptions limits, ProfileOptions profiles, StartOffsets from)
    {
        (this.bootstrap, this.topics, this.profiles, this.from) = (bootstrap, topics, profiles, from);
        reader = new RecordReader(limits);
        audit = new StreamAudit(profiles);
        ends = MomentOfRest(
            bootstrap,
            [topics.Interactions, topics.Rejected, topics.Sanitized, topics.Quarantined, topics.Verdicts, topics.Changelog]
        );
    }

    /// <summary>Audits the topics of a worker that has caught up with its input.</summary>
    /// <param name="bootstrap">The brokers.</param>
    /// <param name="topics">Names of the topics.</param>
    /// <param name="limits">What the worker accepts; its defaults where null.</param>
    /// <param name="profiles">What the worker remembers of a user; its defaults where null.</param>
    /// <param name="from">Where the input begins; at the beginning of its topic where null.</param>
    /// <exception cref="TimeoutException">The topics do not come to rest.</exception>
    public static AuditReport Audit(
        BrokerAddress bootstrap,
        TopicOptions topics,
        InteractionOptions? limits = null,
        ProfileOptions? profiles = null,
        StartOffsets? from = null
    ) =>
        new StreamAuditor(
            bootstrap,
            topics,
            limits ?? new InteractionOptions(),
            profiles ?? new ProfileOptions(),
            from ?? StartOffsets.Beginning
        ).Run();

    private AuditReport Run()
    {
        Read(
            topics.Interactions,
            r =>
            {
                if (from.Includes(r))
                    audit.Input(InputOf(r));
            }
        );
        Read(
            topics.Rejected,
            r =>
                audit.Rejected(
                    int.Parse(Header(r, RecordHeaders.SourcePartition)!, CultureInfo.InvariantCulture),
                    long.Parse(Header(r, RecordHeaders.SourceOffset)!, CultureInfo.InvariantCulture),
                    Header(r, RecordHeaders.Reason)!,
                    RecordReader.Digest(r.Message.Key, r.Message.Value)
                )
        );
        Read(
            topics.Sanitized,
            r =>
            {
                if (Header(r, RecordHeaders.Type) == RecordHeaders.Retract)
                    audit.Retracted(KeyOf(r));
                else
                    audit.Sanitized(KeyOf(r), RecordReader.Event(r.Message.Value));
            }
        );
        Read(topics.Quarantined, r => audit.Quarantined(KeyOf(r), RecordReader.Event(r.Message.Value)));
        Read(topics.Verdicts, r => audit.Verdict(KeyOf(r), IsFake(r.Message.Value)));
        ReadHeldEvents();
        return audit.Close();
    }

    // The newest state of each profile; its last "Held" events are on no stream yet.
    private void ReadHeldEvents()
    {
        var newest = new Dictionary<ProfileKey, byte[]>();
        Read(topics.Changelog, r => newest[new ProfileKey(r.Message.Key)] = r.Message.Value);
        using var store = new ProfileStore(new InMemoryKeyValueStore(), profiles, cachedProfiles: 0);
        store.ApplyChangelog(newest, checkpoint: 0);
        foreach (var profile in store.Scan(null, int.MaxValue))
        {
            foreach (ref readonly var held in profile.Events[^profile.Held..])
                audit.Held(profile.User, new Interaction(held.Id, profile.User, held.Item, held.Value, held.Timestamp));
        }
    }

    private InputRecord InputOf(ConsumeResult<byte[], byte[]> r)
    {
        // A version header without a value is a version nobody knows.
        var version = Header(r, RecordHeaders.SchemaVersion) is { } text ? Encoding.UTF8.GetBytes(text.Length > 0 ? text : "?") : [];
        return reader.Input(r.Partition.Value, r.Offset.Value, r.Message.Key, r.Message.Value, version, r.Message.Timestamp.UnixTimestampMs);
    }

    private void Read(string topic, Action<ConsumeResult<byte[], byte[]>> take) =>
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                if (r.Offset.Value < ends[r.TopicPartition])
                    take(r);
            }
        );

    // The worker may go on judging users. A moment between its transactions: read twice, the committed ends of all topics are the same.
    private static Dictionary<TopicPartition, long> MomentOfRest(BrokerAddress bootstrap, IReadOnlyList<string> topics)
    {
        TopicPartition[] partitions =
        [
            .. topics.SelectMany(t => Enumerable.Range(0, Clients.Partitions(bootstrap, t)).Select(p => new TopicPartition(t, p))),
        ];
        using var client = Clients.Reader(bootstrap);
        var until = Environment.TickCount64 + (long)Clients.Patience.TotalMilliseconds;
        var before = Ends(client, partitions);
        while (true)
        {
            Thread.Sleep(Quiet);
            var after = Ends(client, partitions);
            if (after.All(e => before[e.Key] == e.Value))
                return after;
            if (Environment.TickCount64 > until)
                throw new TimeoutException("The topics do not come to rest: stop what is sent, and let the worker catch up before the audit.");
            before = after;
        }
    }

    // With read_committed the end is the last stable offset: nothing below it is undecided.
    private static Dictionary<TopicPartition, long> Ends(IConsumer<byte[], byte[]> client, TopicPartition[] partitions) =>
        partitions.ToDictionary(p => p, p => client.QueryWatermarkOffsets(p, Clients.Patience).High.Value);

    private static string KeyOf(ConsumeResult<byte[], byte[]> result) => Encoding.UTF8.GetString(result.Message.Key ?? []);

    private static string? Header(ConsumeResult<byte[], byte[]> result, string name) =>
        result.Message.Headers is { } headers && headers.TryGetLastBytes(name, out var value) ? Encoding.UTF8.GetString(value ?? []) : null;

    private static bool IsFake(byte[] verdict)
    {
        using var json = JsonDocument.Parse(verdict);
        return json.RootElement.GetProperty("verdict").GetString() == "fake";
    }
}
