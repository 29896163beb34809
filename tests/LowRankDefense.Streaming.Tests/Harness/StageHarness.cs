using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>All stages over one partition, without a broker: what is produced is kept, cycles end as the loop ends them.</summary>
internal sealed class StageHarness : IDisposable
{
    public const int Partition = 3;
    private readonly ProfileOptions profiles;
    private readonly InMemoryKeyValueStore backend;
    private readonly IStage[] stages;
    private readonly EventContext context;
    private IDetector[] detectors = [];
    private int sent;
    private int produced;
    private int committed;
    private IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> changes = [];

    public StageHarness(
        AdmissionMode mode = AdmissionMode.Immediate,
        VerdictOptions? verdicts = null,
        AlertOptions? alerts = null,
        ProfileOptions? profiles = null,
        StageHarness? before = null
    )
    {
        this.profiles = profiles ?? new ProfileOptions();
        backend = before?.backend ?? new InMemoryKeyValueStore();
        State = new PartitionState(Partition, new ProfileStore(backend, this.profiles, cachedProfiles: 100));
        Producer = before?.Producer ?? new RecordingProducer();
        (sent, committed, Now) = (before?.sent ?? 0, Producer.Sent.Count, before?.Now ?? 1_700_000_000_000);
        verdicts ??= new VerdictOptions { MinimumEvents = 3 };
        var admission = new AdmissionPolicy(
            new AdmissionOptions
            {
                Mode = mode,
                HoldEvents = 4,
                HoldFor = Hold,
            }
        );
        stages =
        [
            new ParseStage(new InteractionParser(new InteractionOptions(), new StringPool(), new StringPool()), Topics),
            new ProfileStage(Topics),
            new ScoreStage(),
            new VerdictStage(new VerdictPolicy(verdicts), admission, verdicts, Topics),
            new SanitizeStage(admission, Topics),
            new AlertStage(alerts ?? new AlertOptions(), Topics, NullLogger<AlertStage>.Instance),
        ];
        context = new EventContext(new Outbox(Producer));
    }

    public static TimeSpan Hold { get; } = TimeSpan.FromMinutes(1);

    public static TopicOptions Topics { get; } = new();

    public RecordingProducer Producer { get; }

    public PartitionState State { get; }

    public CycleCounts Counts { get; } = new();

    public EventContext Context => context;

    /// <summary>The present, Unix milliseconds.</summary>
    public long Now { get; set; }

    /// <summary>Records of one topic, in the order in which they were produced.</summary>
    public IReadOnlyList<SentRecord> On(string topic) => Producer.On(topic);

    /// <summary>Ids of the events on the sanitized stream, retractions as "-user".</summary>
    public IEnumerable<string> Sanitized => On(Topics.Sanitized).Select(r => r.Header("type") is null ? IdOf(r) : "-" + r.KeyText);

    /// <summary>Ids of the events on the quarantined stream.</summary>
    public IEnumerable<string> Quarantined => On(Topics.Quarantined).Select(IdOf);

    public UserProfile Profile(string user) => State.Store.Find(user)!;

    /// <summary>Puts detectors in force in place of those before.</summary>
    public StageHarness InForce(params IDetector[] inForce)
    {
        detectors = inForce;
        return this;
    }

    /// <summary>Sends an event; its id is <c>e-</c> and a running number from 1, unless one is given. Returns the id.</summary>
    public string Send(string user, string item, string? id = null)
    {
        id ??= $"e-{++sent}";
        Send(Encoding.UTF8.GetBytes(user), InteractionWriter.Write(new Interaction(id, user, item, 1f, Now)));
        return id;
    }

    /// <summary>Sends several events of one user.</summary>
    public void SendAll(string user, params string[] items)
    {
        foreach (var item in items)
            Send(user, item);
    }

    public void Send(byte[]? key, byte[]? value, Headers? headers = null, long offset = 42)
    {
        context.BeginCycle(Now, detectors, Counts);
        context.BeginEvent(
            State,
            new Message<byte[], byte[]>
            {
                Key = key!,
                Value = value!,
                Headers = headers,
            },
            offset
        );
        Run();
    }

    /// <summary>Has a profile looked at again.</summary>
    public void Review(string user)
    {
        context.BeginCycle(Now, detectors, Counts);
        context.BeginReview(State, Profile(user));
        Run();
    }

    /// <summary>Looks at everybody again who is due, as a loop does between cycles.</summary>
    public void ReviewDue()
    {
        while (State.Reviews.TryTake(Now, out var user))
        {
            if (State.Store.Find(user) is not null)
                Review(user);
        }
    }

    /// <summary>Shows the stages every stored profile, as a loop does after an assignment.</summary>
    public void Recover()
    {
        foreach (var profile in State.Store.Scan(null, int.MaxValue))
        {
            foreach (var stage in stages)
                stage.Recover(State, profile);
        }
    }

    public void Commit()
    {
        Seal();
        CommitSealed();
    }

    /// <summary>Ends the cycle; what follows belongs to the next.</summary>
    public void Seal()
    {
        State.Seal();
        changes = State.Store.Seal();
        foreach (var stage in stages)
            stage.Seal();
        produced = Producer.Sent.Count;
    }

    /// <summary>Commits what was sealed.</summary>
    public void CommitSealed()
    {
        State.Store.Write(changes, State.Store.Checkpoint + 1);
        State.Commit();
        foreach (var stage in stages)
            stage.Commit();
        committed = produced;
    }

    /// <summary>Aborts: what was produced since the last commit is not there for anybody.</summary>
    public void Rollback()
    {
        foreach (var stage in stages)
            stage.Rollback();
        State.Rollback();
        Producer.Sent.RemoveRange(committed, Producer.Sent.Count - committed);
    }

    /// <summary>The profile as it was stored last, or null.</summary>
    public UserProfile? Stored(string user) => new ProfileStore(backend, profiles, cachedProfiles: 100).Find(user);

    public void Dispose() => State.Dispose();

    private static string IdOf(SentRecord record) => record.Json.GetProperty("id").GetString()!;

    private void Run()
    {
        foreach (var stage in stages)
        {
            stage.Process(context);
            if (context.Refused)
                return;
        }
    }
}
