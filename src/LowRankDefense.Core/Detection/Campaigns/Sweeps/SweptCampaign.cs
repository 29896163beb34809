namespace LowRankDefense.Core.Detection.Campaigns.Sweeps;

/// <summary>A campaign found in a data set without order.</summary>
/// <param name="Items">The items that tell its members from others, the core first, then by rate.</param>
/// <param name="Members">Its members, by row, ascending.</param>
/// <param name="MedianEvidence">Median evidence of the members it was fitted to, each judged by the others, nats.</param>
/// <param name="Public">Users beside the members who have a core item, median over the core.</param>
/// <param name="FanNats">How surprising it is that so many others have several of the core, nats: of a theme, many.</param>
/// <param name="Finding">What it is taken for.</param>
public sealed record SweptCampaign(
    IReadOnlyList<CampaignItem> Items,
    IReadOnlyList<SweptMember> Members,
    double MedianEvidence,
    int Public,
    double FanNats,
    SweepFinding Finding
);

/// <summary>A member of a campaign.</summary>
/// <param name="Row">Row of the user.</param>
/// <param name="Nats">Evidence that the user is a member.</param>
/// <param name="Core">Items of the core that the user has.</param>
public readonly record struct SweptMember(int Row, double Nats, int Core);

/// <summary>What a group of users who have the same few items is taken for.</summary>
public enum SweepFinding
{
    /// <summary>A campaign: its members are to be taken out.</summary>
    Campaign,

    /// <summary>Hardly anybody else has these items, so that nobody can tell whether others like them, too: to be looked at.</summary>
    Unsure,

    /// <summary>A theme of taste: it has fans, who have some of it.</summary>
    Theme,
}
