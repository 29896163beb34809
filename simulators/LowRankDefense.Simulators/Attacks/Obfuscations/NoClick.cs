namespace LowRankDefense.Simulators.Attacks.Obfuscations;

/// <summary>No fake touches a target: each is pushed through the items that most of its users have, with the value the target would have got.</summary>
/// <param name="neighbours">Items in place of each target, 1 or more, as far as its users have others; 3 by default.</param>
public sealed class NoClick(int neighbours = 3) : ProfileObfuscation
{
    private readonly int neighbours =
        neighbours >= 1
            ? neighbours
            : throw new ArgumentOutOfRangeException(nameof(neighbours), neighbours, "A target is pushed through one item or more.");

    /// <inheritdoc/>
    public override string Name => "no-click";

    /// <inheritdoc/>
    public override string Description => "No fake touches a target: each is pushed through items that its users have, too.";

    /// <inheritdoc/>
    protected override Func<Dictionary<int, float>, Dictionary<int, float>> BeginCampaign(ObfuscatedCampaign campaign)
    {
        var inPlace = campaign.Targets.ToDictionary(
            t => t,
            t =>
                campaign
                    .Genuine.ClosestTo(t, neighbours + campaign.Targets.Count)
                    .Where(i => !campaign.Targets.Contains(i))
                    .Take(neighbours)
                    .ToArray()
        );
        if (inPlace.Values.All(items => items.Length == 0))
            throw new ArgumentException(
                "No user of a target has anything else to push it through: attack other targets, or click them.",
                nameof(campaign)
            );
        return profile =>
        {
            foreach (var (target, value) in campaign.TargetsOf(profile))
            {
                profile.Remove(target);
                foreach (var item in inPlace[target])
                    profile[item] = value;
            }

            return profile;
        };
    }
}
