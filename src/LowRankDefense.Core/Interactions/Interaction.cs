namespace LowRankDefense.Core.Interactions;

/// <summary>One user-item interaction as it arrives on the <c>interactions</c> topic.</summary>
/// <param name="Id">Unique id of the event; a second event with the id of an earlier one is a duplicate.</param>
/// <param name="User">User id, also the key of the record.</param>
/// <param name="Item">Item id.</param>
/// <param name="Value">Strength: 1 for a click, a rating for explicit feedback.</param>
/// <param name="Timestamp">When it happened, Unix milliseconds.</param>
public readonly record struct Interaction(EventId Id, string User, string Item, float Value, long Timestamp);
