using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Streaming.Pipeline;

/// <summary>How events are taken through the stages.</summary>
public sealed record PipelineOptions
{
    /// <summary>Consuming loops in this worker, each with a consumer, a transactional producer and two threads of its own; no more are run than there are partitions.</summary>
    /// <value>One for each core; 1 to 64.</value>
    [Range(1, 64)]
    public int Loops { get; init; } = Math.Min(64, Environment.ProcessorCount);

    /// <summary>The longest a transaction stays open: the price of a commit (about 10 ms) against the delay of its events.</summary>
    /// <value>100 milliseconds; 5 milliseconds to 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:10")]
    public TimeSpan CycleInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a transaction stays open where no further event waits and the one before is through: what a worker that keeps up adds to the delay of an event.</summary>
    /// <value>50 milliseconds; 1 millisecond to 10 seconds. Above <see cref="CycleInterval"/> it does nothing.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan QuietInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The most events in a transaction.</summary>
    /// <value>20,000; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int CycleEvents { get; init; } = 20_000;

    /// <summary>Profiles looked at again per partition and cycle after a new detector came into force.</summary>
    /// <value>2,000; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int SweepProfiles { get; init; } = 2_000;

    /// <summary>The loops to run where the topics keyed by user have so many partitions.</summary>
    public int LoopsFor(int partitions) => Math.Min(Loops, partitions);
}
