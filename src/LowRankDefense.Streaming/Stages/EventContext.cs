using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;

namespace LowRankDefense.Streaming.Stages;

/// <summary>One event, or one profile looked at again, on its way through the stages. One object per loop, used over and over.</summary>
internal sealed class EventContext(IOutbox outbox)
{
    private IDetector[] detectors = [];
    private Assessment[] assessments = [];

    /// <summary>Where records go.</summary>
    public IOutbox Outbox { get; } = outbox;

    /// <summary>What the cycle did so far.</summary>
    public CycleCounts Counts { get; private set; } = new();

    /// <summary>The partition at hand.</summary>
    public PartitionState Partition { get; private set; } = null!;

    /// <summary>The record; null where a profile is looked at again without an event.</summary>
    public Message<byte[], byte[]>? Record { get; private set; }

    /// <summary>Whether a profile is looked at again without an event.</summary>
    public bool IsReview => Record is null;

    /// <summary>Offset of the record.</summary>
    public long Offset { get; private set; }

    /// <summary>The present, Unix milliseconds; one value per cycle.</summary>
    public long Now { get; private set; }

    /// <summary>The detectors in force for the whole cycle; empty until there is one.</summary>
    public ReadOnlySpan<IDetector> Detectors => detectors;

    /// <summary>What each of <see cref="Detectors"/> says of the profile, in the same order.</summary>
    public Span<Assessment> Assessments => assessments;

    /// <summary>The parsed event.</summary>
    public Interaction Interaction { get; set; }

    /// <summary>The user's profile.</summary>
    public UserProfile Profile { get; set; } = null!;

    /// <summary>Whether the event's item is new to the profile.</summary>
    public bool IsNewItem { get; set; }

    /// <summary>Whether the event was refused: later stages are skipped.</summary>
    public bool Refused { get; set; }

    /// <summary>The user's status before this step.</summary>
    public UserStatus StatusBefore { get; set; }

    /// <summary>What was decided on the user and the user's events.</summary>
    public AdmissionDecision Admission { get; set; }

    /// <summary>Begins a cycle, which counts what it does in <paramref name="counts"/>.</summary>
    public void BeginCycle(long now, IDetector[] inForce, CycleCounts counts)
    {
        (Now, Counts) = (now, counts);
        if (ReferenceEquals(detectors, inForce))
            return;
        detectors = inForce;
        assessments = new Assessment[inForce.Length];
    }

    /// <summary>Begins an event.</summary>
    public void BeginEvent(PartitionState partition, Message<byte[], byte[]> record, long offset)
    {
        Partition = partition;
        Record = record;
        Offset = offset;
        Refused = false;
    }

    /// <summary>Begins a profile that is looked at again.</summary>
    public void BeginReview(PartitionState partition, UserProfile profile)
    {
        Partition = partition;
        Record = null;
        Profile = profile;
        Refused = false;
        StatusBefore = profile.Status;
    }
}
