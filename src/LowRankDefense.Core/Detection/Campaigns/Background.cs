namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>What a user does who belongs to no campaign: clicks follow the items' shares of all clicks.</summary>
internal static class Background
{
    private const double Least = 1e-7;
    private const double Most = 0.95;

    // As near to 1 as a campaign's rate may come: one member who lacks an item is no proof of innocence.
    private const double MostRate = 0.98;
    private const double LeastRate = 1e-6;

    /// <summary>b = 1 − exp(−n p): the chance that a user with n clicks has an item whose share of the clicks is p, within 10⁻⁷ and 0.95.</summary>
    /// <remarks>So a busy user is no suspect for being busy, and an item that everybody clicks today is no evidence.</remarks>
    public static double Probability(double activity, double share) => Math.Clamp(1 - Math.Exp(-activity * share), Least, Most);

    /// <summary>A member's rate r, never below the background: a campaign pushes items, it does not avoid any.</summary>
    public static double Rate(double rate, double background) => Math.Max(Math.Clamp(rate, LeastRate, MostRate), background);

    /// <summary>ln (r / b) for an item that the user has, ln ((1 − r) / (1 − b)) for one that the user lacks.</summary>
    public static double Evidence(bool has, double rate, double background) =>
        has ? Math.Log(rate / background) : Math.Log((1 - rate) / (1 - background));
}
