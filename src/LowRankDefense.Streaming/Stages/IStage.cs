using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Stages;

/// <summary>One row of the stage table: takes an event, or a profile that is looked at again, one step further. Thin; the mathematics is in Core.</summary>
/// <remarks>
/// A pipeline is a list of stages in the order of their rows. What a stage keeps beside the profile store it keeps per loop, and follows the
/// transaction: <see cref="Seal"/> ends every cycle, and <see cref="Commit"/> or <see cref="Rollback"/> follows, while the next cycle may have begun.
/// What a stage produces and stores is in the transaction anyway.
/// </remarks>
internal interface IStage
{
    /// <summary>Processes the event or profile in <paramref name="context"/>; later stages are not called for an event that was refused.</summary>
    void Process(EventContext context);

    /// <summary>Sees a profile that was stored before this loop owned its partition: once for every profile after the partition was assigned, more often where the first walk over the profiles begins anew, after an abort or a change of detectors.</summary>
    void Recover(PartitionState partition, UserProfile profile) { }

    /// <summary>The cycle has ended and is to be committed; what follows belongs to the next one. One at a time.</summary>
    void Seal() { }

    /// <summary>The sealed cycle was committed.</summary>
    void Commit() { }

    /// <summary>What happened since the last commit did not happen, in the sealed cycle and after it.</summary>
    void Rollback() { }
}
