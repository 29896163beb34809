namespace LowRankDefense.Core.Interactions;

/// <summary>Names of the record headers on the public topics; values are UTF-8 text.</summary>
public static class RecordHeaders
{
    /// <summary>Version of the event schema; "1", the only one there is, or absent.</summary>
    public const string SchemaVersion = "schema-version";

    /// <summary>Why a record was rejected: a <see cref="RejectReason"/> in kebab case.</summary>
    public const string Reason = "reason";

    /// <summary>What exactly was wrong, for a person.</summary>
    public const string Detail = "detail";

    /// <summary>Topic a rejected record came from.</summary>
    public const string SourceTopic = "source-topic";

    /// <summary>Partition a rejected record came from.</summary>
    public const string SourcePartition = "source-partition";

    /// <summary>Offset a rejected record came from.</summary>
    public const string SourceOffset = "source-offset";

    /// <summary>Kind of a record on the sanitized stream; absent for an interaction, <see cref="Retract"/> for a retraction.</summary>
    public const string Type = "type";

    /// <summary>Value of <see cref="Type"/> that voids every earlier record of the user on the stream.</summary>
    public const string Retract = "retract";
}
