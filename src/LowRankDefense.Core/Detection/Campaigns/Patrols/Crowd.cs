namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>A known odd crowd: users who push one item and are not the people who click such items.</summary>
public sealed class Crowd
{
    internal Crowd(int number, string name, long since, int item) => (Number, Name, Since, Item) = (number, name, since, item);

    /// <summary>What holds its users, see <see cref="CampaignPatrol.HolderOf"/>.</summary>
    public int Number { get; }

    /// <summary>Its name, unique among all crowds ever found.</summary>
    public string Name { get; }

    /// <summary>When it was found, on the clock of who looks: Unix milliseconds in a worker.</summary>
    public long Since { get; }

    /// <summary>Column of the item it pushes.</summary>
    public int Item { get; }

    /// <summary>How many times as odd its clickers are as the oddest of the items they were last held against.</summary>
    public double Ratio { get; internal set; }

    // Whom it held before the present look.
    internal int[] Members { get; set; } = [];

    // Whether it has members that are kept in mind no longer.
    internal bool HasForgotten { get; set; }
}
