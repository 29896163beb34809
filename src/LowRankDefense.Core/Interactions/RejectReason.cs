namespace LowRankDefense.Core.Interactions;

/// <summary>Why an event cannot be accepted.</summary>
public enum RejectReason
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The value is empty or is not one JSON object.</summary>
    Malformed,

    /// <summary>The record is larger than the limit.</summary>
    Oversized,

    /// <summary>A schema version this build does not know.</summary>
    UnknownVersion,

    /// <summary>A required field is absent.</summary>
    MissingField,

    /// <summary>A field has another JSON type than the schema says.</summary>
    WrongType,

    /// <summary>A field lies outside its range.</summary>
    OutOfRange,

    /// <summary>The timestamp lies further in the future than the permitted clock skew.</summary>
    FutureDated,

    /// <summary>The record's key is not the event's user, so that its partition is not the user's.</summary>
    KeyMismatch,

    /// <summary>An event with this id was accepted before.</summary>
    Duplicate,
}
