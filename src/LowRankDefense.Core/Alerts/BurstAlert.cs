namespace LowRankDefense.Core.Alerts;

/// <summary>Coordinated fake users, and the items they push.</summary>
/// <param name="Id">Idempotency key: the same burst at the same size has the same id after a restart.</param>
/// <param name="From">When the first suspect of the window was found, Unix milliseconds.</param>
/// <param name="To">When the last one was found, Unix milliseconds.</param>
/// <param name="Suspects">Suspects in the window.</param>
/// <param name="Users">The newest of them, in the order in which they were found; all where they are few.</param>
/// <param name="Items">The items they push, the least likely chance first; empty where none stands out.</param>
public sealed record BurstAlert(string Id, long From, long To, int Suspects, IReadOnlyList<string> Users, IReadOnlyList<PushedItem> Items);

/// <summary>An item that suspects of one burst have far more often than users at large.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Suspects">Suspects of the window that have it.</param>
/// <param name="PValue">Probability that so many would have any one item by chance, 0 to 1.</param>
public readonly record struct PushedItem(string Item, int Suspects, double PValue);
