using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>How campaigns are looked for; one set of values for all data.</summary>
public sealed record CampaignOptions
{
    /// <summary>An item surges where the window has so many deviations more of its clicks than the history predicts.</summary>
    /// <value>3; 1 to 20.</value>
    [Range(1.0, 20.0)]
    public double SurgeDeviations { get; init; } = 3;

    /// <summary>The most surging items that are looked at, the strongest first.</summary>
    /// <value>1,024; 2 to 100,000.</value>
    [Range(2, 100_000)]
    public int MostItems { get; init; } = 1_024;

    /// <summary>The most campaigns looked for in one window, one after the other, each without the members of those before.</summary>
    /// <value>4; 1 to 64.</value>
    [Range(1, 64)]
    public int MostCampaigns { get; init; } = 4;

    /// <summary>The most steps of expectation and maximization for one campaign.</summary>
    /// <value>30; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int Iterations { get; init; } = 30;

    /// <summary>Weight of the history in an item's background share, in clicks.</summary>
    /// <value>20; 0.1 to 10,000.</value>
    [Range(0.1, 10_000.0)]
    public double HistoryClicks { get; init; } = 20;

    /// <summary>Weight of the background in a campaign's rate of an item, in users.</summary>
    /// <value>2; 0.1 to 100.</value>
    [Range(0.1, 100.0)]
    public double BackgroundUsers { get; init; } = 2;

    /// <summary>Only items that this share of the members click are evidence: with rarer ones a small campaign drifts into a community of taste.</summary>
    /// <value>0.3; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double TellingRate { get; init; } = 0.3;

    /// <summary>A core item is clicked by more than this share of the members.</summary>
    /// <value>0.7; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double CoreRate { get; init; } = 0.7;

    /// <summary>A core item is clicked by more than so many times the users that the background leads one to expect among the members.</summary>
    /// <value>4; 1 to 1,000.</value>
    [Range(1.0, 1_000.0)]
    public double CoreLift { get; init; } = 4;

    /// <summary>Members share at least so many core items on average.</summary>
    /// <value>3; 1 to 1,000.</value>
    [Range(1.0, 1_000.0)]
    public double CoreItems { get; init; } = 3;

    /// <summary>Members have at least this share of the core on average: taste covers a theme loosely, a script fully.</summary>
    /// <value>0.88; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double Coverage { get; init; } = 0.88;

    /// <summary>A core of so many items is no taste's, though it be covered as loosely as <see cref="LargeCoverage"/>: fakes written from one list with some noise have one.</summary>
    /// <value>9; 3 to 1,000.</value>
    [Range(3, 1_000)]
    public int LargeCore { get; init; } = 9;

    /// <summary>Members have at least this share of a large core on average.</summary>
    /// <value>0.75; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double LargeCoverage { get; init; } = 0.75;

    /// <summary>The least median evidence of the members, in nats, and the least evidence that holds a user.</summary>
    /// <value>10; 1 to 1,000. 10 nats are at most 4.5 · 10⁻⁵ false positives per user and campaign, as far as the background is right.</value>
    [Range(1.0, 1_000.0)]
    public double Nats { get; init; } = 10;

    /// <summary>Genuine users expected to be held by chance, over all users and campaigns of a moment: where these are many, the evidence asked for grows.</summary>
    /// <value>1; 10⁻⁶ to 1,000. See <c>CampaignBudget</c>.</value>
    [Range(0.000_001, 1_000.0)]
    public double ExpectedFalsePositives { get; init; } = 1;

    /// <summary>The smallest campaign, in members.</summary>
    /// <value>5; 2 to 1,000,000.</value>
    [Range(2, 1_000_000)]
    public int FewestMembers { get; init; } = 5;

    /// <summary>Core items that members have at least, on average, of a core of <paramref name="size"/> items.</summary>
    internal double Needed(int size) => Math.Max(CoreItems, Covered(size));

    /// <summary>The same, where it was as many once.</summary>
    internal double NeededToStand(int size) => Math.Max(Coverage * CoreItems, Covered(size));

    /// <summary>What of a core makes a suspect where members have nearly all of it.</summary>
    internal CoreRule Rule => new((int)Math.Ceiling(CoreItems), 0);

    private double Covered(int size) => size * (size >= LargeCore ? Math.Min(Coverage, LargeCoverage) : Coverage);
}
