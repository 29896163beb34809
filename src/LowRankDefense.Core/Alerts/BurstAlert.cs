namespace LowRankDefense.Core.Alerts;

/// <summary>Coordinated fake users, and the items they push.</summary>
/// <param name="Id">Idempotency key: the same burst at the same size has the same id after a restart.</param>
/// <param name="From">First conviction of the window, Unix milliseconds.</param>
/// <param name="To">Last conviction of the window, Unix milliseconds.</param>
/// <param name="Users">The suspects, in the order of their convictions.</param>
/// <param name="Items">The items they push, strongest first; empty where none stands out.</param>
public sealed record BurstAlert(string Id, long From, long To, IReadOnlyList<string> Users, IReadOnlyList<PushedItem> Items);
