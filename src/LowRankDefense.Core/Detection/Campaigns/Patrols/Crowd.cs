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

    /// <summary>Whether it has members that are kept in mind no longer, or were found by another patrol: they stay members.</summary>
    public bool HasForgotten { get; internal set; }

    /// <summary>Posterior log odds of its members that are in mind, nats, by row.</summary>
    public IReadOnlyDictionary<int, double> Members => Odds;

    // Whether it was found by those who belong to other crowds: they tell what its members are like, and it falls with them.
    internal bool IsShared { get; set; }

    // Members when last reported.
    internal int Reported { get; set; }

    internal SortedDictionary<int, double> Odds { get; private set; } = [];

    // What was row n + rows is row n.
    internal void Forget(int rows)
    {
        HasForgotten |= Odds.Keys.Any(r => r < rows);
        Odds = new SortedDictionary<int, double>(Odds.Where(o => o.Key >= rows).ToDictionary(o => o.Key - rows, o => o.Value));
    }
}

/// <summary>A turn in a crowd's life, worth telling.</summary>
/// <param name="Turn">What happened: it was opened, has grown, or was closed.</param>
/// <param name="Crowd">The crowd.</param>
/// <param name="Users">Rows of its users, ascending; of a closed one, those who are released.</param>
public sealed record CrowdChange(CampaignTurn Turn, Crowd Crowd, IReadOnlyList<int> Users);
