namespace LowRankDefense.Streaming.Patrols;

/// <summary>A user whom a campaign or a crowd holds.</summary>
/// <param name="User">User id.</param>
/// <param name="Items">Ids of the items that were clicked.</param>
internal sealed record HeldUser(string User, IReadOnlyList<string> Items);
