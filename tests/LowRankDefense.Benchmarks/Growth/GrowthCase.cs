namespace LowRankDefense.Benchmarks.Growth;

/// <summary>How large everything is while events are timed.</summary>
/// <param name="Series">What grows.</param>
/// <param name="Users">Users of the worker's one partition, all of them stored.</param>
/// <param name="Events">Events that each of their profiles remembers at first.</param>
/// <param name="Items">Items of the catalogue, and rows of the detector's basis.</param>
/// <param name="Drawn">How the user of an event is drawn.</param>
/// <param name="Size">The size that grows, as the plot has it.</param>
internal sealed record GrowthCase(string Series, int Users, int Events, int Items, UserDraw Drawn, double Size)
{
    /// <summary>The cases whose profiles are stored alike: they share a store.</summary>
    public (int Users, int Events, int Items) Stored => (Users, Events, Items);

    /// <summary>Cases of growing profiles, catalogue and users, up to <paramref name="mostUsers"/> of these.</summary>
    public static IEnumerable<GrowthCase> All(int mostUsers) =>
        [
            .. new[] { 10, 100, 512 }.Select(events => new GrowthCase("events remembered", 20_000, events, 10_000, UserDraw.Uniform, events)),
            .. new[] { 1_000, 10_000, 100_000, 1_000_000 }.Select(items => new GrowthCase("items", 20_000, 100, items, UserDraw.Uniform, items)),
            .. new[] { 10_000, 100_000, 1_000_000, 10_000_000 }
                .Where(users => users <= mostUsers)
                .SelectMany(users =>
                    new[]
                    {
                        new GrowthCase("users, by Zipf's law", users, 10, 10_000, UserDraw.Zipf, users),
                        new GrowthCase("users, all alike", users, 10, 10_000, UserDraw.Uniform, users),
                    }
                ),
        ];
}

/// <summary>How the user of an event is drawn.</summary>
internal enum UserDraw
{
    /// <summary>Everybody alike.</summary>
    Uniform,

    /// <summary>The n-th most active user has a share ∝ 1/n.</summary>
    Zipf,
}
