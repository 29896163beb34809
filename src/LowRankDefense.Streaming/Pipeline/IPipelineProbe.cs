namespace LowRankDefense.Streaming.Pipeline;

/// <summary>Is told when a loop comes to the points between which its state and the broker's could part. Called on the loop's thread, from <see cref="PipelinePoint.Produced"/> to <see cref="PipelinePoint.Stored"/> on the thread that sends.</summary>
/// <remarks>Register one in the host's services to watch a pipeline, or to see what becomes of it when it dies at such a point.</remarks>
public interface IPipelineProbe
{
    /// <summary>Loop <paramref name="loop"/> is at <paramref name="point"/>.</summary>
    void Reached(PipelinePoint point, int loop);
}

/// <summary>Points of a loop's life, in the order in which a cycle comes to them.</summary>
public enum PipelinePoint
{
    /// <summary>Partitions were assigned and their stores restored.</summary>
    Assigned,

    /// <summary>Other detectors came into force; no profile was looked at again yet.</summary>
    DetectorsAdopted,

    /// <summary>A slice of known profiles was looked at again; its records are produced and not committed.</summary>
    SweptSlice,

    /// <summary>All records of a cycle are produced, the changelog among them; offsets are not part of the transaction yet.</summary>
    Produced,

    /// <summary>The transaction was committed; the stores do not know of it yet.</summary>
    Committed,

    /// <summary>The stores have what was committed.</summary>
    Stored,

    /// <summary>Partitions are being taken away; the open cycle was not ended yet.</summary>
    Revoking,
}
