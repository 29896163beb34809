namespace LowRankDefense.Simulators.Populations;

/// <summary>The times of a population: a user a minute, and two hours for a visit.</summary>
internal static class Clock
{
    /// <summary>When the first user comes, Unix milliseconds.</summary>
    public const long Start = 1_700_000_000_000;

    /// <summary>Longest visit, milliseconds.</summary>
    public const int Visit = 7_200_000;

    private const long BetweenArrivals = 60_000;

    /// <summary>When so many users have come, Unix milliseconds.</summary>
    /// <param name="users">How many; parts of one count.</param>
    public static long After(double users) => Start + (long)(BetweenArrivals * users);
}
