namespace LowRankDefense.Core.Sanitization;

/// <summary>What becomes of the user's earlier events.</summary>
public enum PastFate : byte
{
    /// <summary>Nothing changes.</summary>
    Keep,

    /// <summary>Held events are published.</summary>
    Release,

    /// <summary>Published events are retracted, held ones withheld.</summary>
    Retract,

    /// <summary>Every remembered event is published again.</summary>
    Republish,
}
