namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>What of a core makes a suspect, and what that says by itself.</summary>
/// <param name="Items">Core items that a member has at least, 1 or more.</param>
/// <param name="Credit">
/// Nats that having so many is credited with beside the items' own: 0 where they are independent of one another among other users, more where hardly
/// anybody else has so many together.
/// </param>
public readonly record struct CoreRule(int Items, double Credit);
