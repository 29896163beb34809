using Confluent.Kafka;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>One event, or one profile looked at again, on its way through the stages. One object per loop, used over and over.</summary>
internal sealed class EventContext(Outbox outbox, CycleCounts counts)
{
    public Outbox Outbox { get; } = outbox;

    public CycleCounts Counts { get; } = counts;

    /// <summary>The partition at hand.</summary>
    public PartitionState Partition { get; private set; } = null!;

    /// <summary>The record; null where a profile is looked at again without an event.</summary>
    public Message<byte[], byte[]>? Record { get; private set; }

    /// <summary>Offset of the record.</summary>
    public long Offset { get; private set; }

    /// <summary>The present, Unix milliseconds; one value per cycle.</summary>
    public long Now { get; private set; }

    /// <summary>The detector in force for the whole cycle; null until there is one.</summary>
    public IDetector? Detector { get; private set; }

    /// <summary>The parsed event.</summary>
    public Interaction Interaction { get; set; }

    /// <summary>The user's profile.</summary>
    public UserProfile Profile { get; set; } = null!;

    /// <summary>Whether the event's item is new to the profile.</summary>
    public bool IsNewItem { get; set; }

    /// <summary>Whether the event was refused: later stages are skipped.</summary>
    public bool Refused { get; set; }

    /// <summary>Threshold for the profile's length; meaningful where there is a detector.</summary>
    public float Threshold { get; set; }

    /// <summary>Decision value; meaningful where there is a detector.</summary>
    public float Score { get; set; }

    /// <summary>The user's standing before this step.</summary>
    public Standing Before { get; set; }

    public void BeginCycle(long now, IDetector? detector)
    {
        Now = now;
        Detector = detector;
    }

    public void BeginEvent(PartitionState partition, Message<byte[], byte[]> record, long offset)
    {
        Partition = partition;
        Record = record;
        Offset = offset;
        Refused = false;
    }

    public void BeginReview(PartitionState partition, UserProfile profile)
    {
        Partition = partition;
        Record = null;
        Profile = profile;
        Refused = false;
        Before = profile.Standing;
    }
}
