using LowRankDefense.Core.Detection.Campaigns.Judging;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>A live campaign.</summary>
public sealed class Campaign
{
    // So much more than was reported is news.
    private const double Growth = 1.5;

    // A core that shares so much with another is the same campaign's.
    private const double SameCore = 0.5;

    internal Campaign(int number, string name, long since, CampaignFit fit, CampaignOrigin origin) =>
        (Number, Name, Since, Fit, Origin) = (number, name, since, fit, origin);

    /// <summary>Its number, from 0 in the order of discovery.</summary>
    public int Number { get; }

    /// <summary>Its name, unique among all campaigns ever found.</summary>
    public string Name { get; }

    /// <summary>When it was opened, on the clock of who looks: Unix milliseconds in a worker.</summary>
    public long Since { get; }

    /// <summary>What it pushes, as of the last patrol.</summary>
    public CampaignFit Fit { get; internal set; }

    /// <summary>Whether it would hold too large a share of the users, so that nobody is held by it until somebody has looked.</summary>
    public bool IsSuspended { get; internal set; }

    /// <summary>Where it was found, and is looked at again.</summary>
    internal CampaignOrigin Origin { get; }

    // Whether it has members that are kept in mind no longer, or may have.
    internal bool HasForgotten { get; set; }

    // Members when last reported; null where nobody has been told of it.
    internal int? Reported { get; set; }

    // Whether a core is this campaign's.
    internal bool IsOf(IReadOnlyList<int> core) => AreOfOne(Fit.Core, core);

    // Whether two cores are of one campaign.
    internal static bool AreOfOne(IReadOnlyList<int> first, IReadOnlyList<int> second) =>
        first.Intersect(second).Count() >= SameCore * Math.Max(first.Count, second.Count);

    // What is to be told of it, now that it holds so many.
    internal CampaignTurn? Report(int held, bool areTooMany)
    {
        var wasSuspended = IsSuspended;
        IsSuspended = areTooMany;
        var turn = this switch
        {
            { IsSuspended: true } => wasSuspended ? (CampaignTurn?)null : CampaignTurn.Suspended,
            { Reported: null } => CampaignTurn.Opened,
            // It was told of by another patrol.
            { Reported: 0 } => null,
            _ => held >= Growth * Reported ? CampaignTurn.Grown : null,
        };
        if (turn is not null || Reported == 0)
            Reported = held;
        return turn;
    }

    /// <summary>The campaign by item id.</summary>
    /// <param name="items">Item id of each column.</param>
    public CampaignModel ToModel(IReadOnlyList<string> items) =>
        new(Name, Since, [.. Fit.Items.Select(i => new TellingItem(items[i.Column], i.Rate, i.Share, i.IsCore))], Fit.Rule);
}

/// <summary>Where a campaign was found.</summary>
internal enum CampaignOrigin
{
    /// <summary>In a window of the users who came last.</summary>
    Window,

    /// <summary>Among the odd users of the whole recent past.</summary>
    OddUsers,

    /// <summary>Among the odd users, whose members have some of its items each.</summary>
    Scattered,

    /// <summary>By another patrol.</summary>
    Elsewhere,
}
