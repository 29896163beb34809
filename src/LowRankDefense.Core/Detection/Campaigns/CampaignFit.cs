using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns;

/// <summary>A group of users of one window who click the same few items together, and whether that is a campaign.</summary>
public sealed class CampaignFit
{
    private const double OneItemRate = 0.9;

    /// <summary>A group as fitted.</summary>
    /// <param name="items">The items that tell it from others.</param>
    /// <param name="likely">Rows whose membership is more likely than not, ascending.</param>
    /// <param name="evidence">Evidence of each of them, nats, judged by the others.</param>
    /// <param name="corePerMember">Core items of one of them, on average.</param>
    /// <param name="options">What makes it a campaign.</param>
    internal CampaignFit(CampaignItem[] items, int[] likely, double[] evidence, double corePerMember, CampaignOptions options)
    {
        (Items, CorePerMember, Rule) = (items, corePerMember, options.Rule);
        // Likely is not enough: where members are many, a chance click or two on what they push makes likely.
        Members = [.. likely.Where((_, m) => evidence[m] >= options.Nats)];
        Core = [.. items.Where(i => i.IsCore).Select(i => i.Column)];
        MedianEvidence = Median(evidence);
        var isOfMembers = Members.Count >= options.FewestMembers && MedianEvidence >= options.Nats;
        IsAccepted = isOfMembers && corePerMember >= options.Needed(Core.Count);
        Stands = isOfMembers && corePerMember >= options.NeededToStand(Core.Count);
    }

    private CampaignFit(IReadOnlyList<CampaignItem> items, CoreRule rule)
    {
        (Items, Members, Rule) = (items, [], rule);
        Core = [.. items.Where(i => i.IsCore).Select(i => i.Column)];
    }

    /// <summary>The items that tell its members from others, by column.</summary>
    public IReadOnlyList<CampaignItem> Items { get; }

    /// <summary>What of its core makes a suspect.</summary>
    public CoreRule Rule { get; private init; }

    /// <summary>Columns of its core: the items it pushes.</summary>
    public IReadOnlyList<int> Core { get; }

    /// <summary>Rows of the window whose evidence, judged by the others, convicts them, ascending.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>Whether nearly all members have one item in common: whatever else they share, they are its crowd first.</summary>
    internal bool PushesOneItem => Items.Any(i => i.Rate > OneItemRate);

    /// <summary>Core items of a likely member, on average.</summary>
    public double CorePerMember { get; }

    /// <summary>Median evidence of the likely members, nats, each judged by the others.</summary>
    public double MedianEvidence { get; }

    /// <summary>Whether there are members enough who share core items enough, have nearly all of them, and are told apart by nats enough.</summary>
    public bool IsAccepted { get; }

    /// <summary>Whether it is still a campaign, if it was one: of the smallest core that is accepted, members may have nearly all, as of a larger one.</summary>
    /// <remarks>Who is in the middle of a session has clicked two items of three, and is soon to click the third.</remarks>
    internal bool Stands { get; }

    /// <summary>
    /// Evidence that a user is a member, in nats: Σ over <see cref="Items"/> of ln (r / b) where the user has it, ln ((1 − r) / (1 − b)) where not, and the
    /// credit of its rule where the user has as much of the core as that asks for.
    /// </summary>
    /// <remarks>
    /// As far as the background is right it exceeds t at any time of the user's life with probability at most e^−t: a likelihood ratio is a martingale under
    /// the background (Ville's inequality). Rates and background move a little with the number of clicks, which a test over whole lives allows for.
    /// </remarks>
    /// <param name="clicked">Columns of the items that the user has, ascending.</param>
    /// <param name="core">How many of them are of the core.</param>
    public double EvidenceOf(ReadOnlySpan<int> clicked, out int core)
    {
        (var nats, core) = (0.0, 0);
        foreach (var item in Items)
        {
            var has = clicked.BinarySearch(item.Column) >= 0;
            var background = Background.Probability(clicked.Length, item.Share);
            nats += Background.Evidence(has, Background.Rate(item.Rate, background), background);
            core += has && item.IsCore ? 1 : 0;
        }

        return core >= Rule.Items ? nats + Rule.Credit : nats;
    }

    /// <summary>A campaign whose members have some of its items each, from those who have.</summary>
    /// <param name="items">Its items, all of the core.</param>
    /// <param name="holders">Rows of the users who have as many as the rule asks for, ascending.</param>
    /// <param name="profiles">Users × items.</param>
    /// <param name="rule">What makes a suspect.</param>
    /// <param name="options">What makes it a campaign.</param>
    internal static CampaignFit Scattered(CampaignItem[] items, int[] holders, CsrMatrix profiles, CoreRule rule, CampaignOptions options)
    {
        var (known, evidence, has) = (new CampaignFit(items, rule), new double[holders.Length], 0);
        for (var h = 0; h < holders.Length; h++)
        {
            evidence[h] = known.EvidenceOf(profiles.ColumnsOf(holders[h]), out var core);
            has += core;
        }

        return new CampaignFit(items, holders, evidence, (double)has / Math.Max(1, holders.Length), options) { Rule = rule };
    }

    /// <summary>A campaign that was found elsewhere: it judges as it did there, and has no members until it is fitted again.</summary>
    internal static CampaignFit Known(IReadOnlyList<CampaignItem> items, CoreRule rule) => new(items, rule);

    private static double Median(double[] values)
    {
        if (values.Length == 0)
            return 0;
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
