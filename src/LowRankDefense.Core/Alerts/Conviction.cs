namespace LowRankDefense.Core.Alerts;

/// <summary>A user found fake, with the items of the profile at that moment.</summary>
/// <param name="User">User id.</param>
/// <param name="Items">Items of the profile.</param>
/// <param name="Time">Unix milliseconds.</param>
public sealed record Conviction(string User, IReadOnlySet<string> Items, long Time);
