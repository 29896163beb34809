using LowRankDefense.Core.Detection.Campaigns.Judging;
using LowRankDefense.Core.Detection.Campaigns.Scattered;
using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Walks over users in order of arrival: looks for campaigns in nested windows, keeps them, judges everybody by them, and looks again.</summary>
/// <remarks>
/// A campaign is fitted again at each patrol, from its present members over the largest window, against today's background. One that stands no longer
/// was a theme of the platform: it is closed, and its users are released: no campaign holds them again, and no crowd that is not much odder than it has to be. One whose members are forgotten stays as it is. One that would hold too many is suspended: the patrol counts its
/// members, and nobody else is to act on it. Not thread-safe.
/// </remarks>
public sealed class CampaignPatrol
{
    // Users who came last that a glance takes in.
    private const int GlanceWindow = 1_600;
    private readonly CampaignFinder finder;
    private readonly CampaignOptions options;
    private readonly PatrolOptions where;
    private readonly string term;
    private readonly List<Campaign> campaigns = [];
    private readonly PatrolledUsers users = new();
    private readonly OddUsers odd = new();
    private readonly SearchGrounds grounds;
    private readonly CrowdWatch crowds;
    private readonly CampaignTrial trial;
    private readonly ScatteredWatch scattered;
    private int opened;

    /// <summary>A patrol that has seen nobody.</summary>
    /// <param name="options">How campaigns are looked for.</param>
    /// <param name="where">Where.</param>
    /// <param name="crowd">How odd crowds are looked for, behind the campaigns.</param>
    /// <param name="term">What the names of the campaigns it opens begin with; the same for no two patrols of a platform.</param>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public CampaignPatrol(CampaignOptions options, PatrolOptions where, CrowdOptions crowd, string term = "campaign")
    {
        (finder, this.options, this.where, this.term) = (new CampaignFinder(options), options, Validated.Options(where), term);
        grounds = new SearchGrounds(users, odd, where);
        scattered = new ScatteredWatch(new ScatteredFinder(options), users, odd, grounds);
        trial = new CampaignTrial(finder, scattered, options, users, grounds);
        crowds = new CrowdWatch(crowd, users, odd, grounds, where, term);
    }

    /// <summary>The live campaigns, oldest first.</summary>
    public IReadOnlyList<Campaign> Campaigns => campaigns;

    /// <summary>The odd crowds that are known, oldest first.</summary>
    public IReadOnlyList<Crowd> Crowds => crowds.Known;

    /// <summary>What became of crowds at the last patrol.</summary>
    public IReadOnlyList<CrowdChange> CrowdChanges => crowds.Changes;

    /// <summary>Campaigns ever opened.</summary>
    public int Opened => opened;

    /// <summary>Evidence that convicts, nats, for as many users and campaigns as there are now.</summary>
    public double Threshold => CampaignBudget.Threshold(options, users.Count, campaigns.Count);

    /// <summary>Number of the campaign or the crowd that holds a user; −1 for none.</summary>
    public int HolderOf(int user) => users.HolderOf(user);

    /// <summary>Evidence that a user belongs to the campaign that suits best, nats; 0 where there is none.</summary>
    public double EvidenceOf(int user) => campaigns.Select(c => c.Fit.EvidenceOf(users.Profiles.ColumnsOf(user), out _)).Append(0).Max();

    /// <summary>Coherence of a user, in standard deviations among users of like length; see <see cref="Coherence.CoherenceModel"/>.</summary>
    public double CoherenceOf(int user) => odd.DeviationsOf(user);

    /// <summary>Takes over a campaign that another patrol has found: at the next patrol it judges everybody, and is fitted again.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="since">When it was opened.</param>
    /// <param name="items">Its telling items, by column of the profiles to come.</param>
    /// <param name="rule">What of its core makes a suspect.</param>
    public void TakeOver(string name, long since, IReadOnlyList<CampaignItem> items, CoreRule rule)
    {
        opened++;
        var origin = rule.Credit > 0 ? CampaignOrigin.Scattered : CampaignOrigin.Elsewhere;
        campaigns.Add(new Campaign(users.NewNumber(), name, since, CampaignFit.Known(items, rule), origin) { Reported = 0, HasForgotten = true });
    }

    /// <summary>Takes over a crowd that another patrol has found: it stands until enough of its members are seen here to tell.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="since">When it was found.</param>
    /// <param name="item">Column of its item in the profiles to come.</param>
    public void TakeOverCrowd(string name, long since, int item) => crowds.TakeOver(name, since, item);

    /// <summary>One patrol.</summary>
    /// <param name="seen">Users in order of arrival × items: those of the patrol before, in the same rows, and those who came since.</param>
    /// <param name="now">The present, on the clock that campaigns are dated by.</param>
    /// <param name="growing">Whether each user is likely to click more soon: who is, is looked at for campaigns and not for crowds. Null where nobody is.</param>
    /// <param name="cancel">Stops between windows; the patrol is then to be made again.</param>
    /// <returns>What has become of campaigns.</returns>
    /// <exception cref="ArgumentException">Fewer users than before, or not as many flags as users.</exception>
    public IReadOnlyList<CampaignChange> Look(CsrMatrix seen, long now = 0, bool[]? growing = null, CancellationToken cancel = default)
    {
        var before = users.Count;
        users.See(seen, growing ?? []);
        grounds.SetFirst();
        odd.See(seen, users.FreeOrOf(PatrolledUsers.Free, 0, grounds.Past));
        crowds.LetGo();
        var changes = new List<CampaignChange>();
        foreach (var campaign in campaigns.ToArray())
        {
            Hold(campaign, before);
            Renew(campaign, changes, cancel);
        }

        trial.Usual.See(where.Windows(), cancel);
        OpenIn(where.Windows(), now, cancel);
        foreach (var level in SearchGrounds.OddLevels)
            Open(grounds.Odd(PatrolledUsers.Free, level), CampaignOrigin.OddUsers, now, cancel);
        var pushesOneItem = scattered.Find(cancel).ToLookup(fit => fit.PushesOneItem);
        OpenScattered(pushesOneItem[false], now);
        crowds.Look(now, cancel);
        OpenScattered(pushesOneItem[true], now);
        changes.AddRange(Reports());
        return changes;
    }

    /// <summary>A glance between two patrols, at a small part of their price: known campaigns hold newcomers, and the smaller windows are searched for new ones.</summary>
    /// <param name="seen">As for <see cref="Look"/>.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops between windows.</param>
    /// <returns>What has become of campaigns.</returns>
    /// <exception cref="ArgumentException">Fewer users than before.</exception>
    public IReadOnlyList<CampaignChange> Glance(CsrMatrix seen, long now = 0, CancellationToken cancel = default)
    {
        users.See(seen, []);
        grounds.SetFirst();
        foreach (var campaign in campaigns)
            Hold(campaign, Math.Max(0, users.Count - GlanceWindow));
        OpenIn(where.Windows().TakeWhile(w => w <= Math.Max(GlanceWindow, where.SmallestWindow)), now, cancel);
        return [.. Reports()];
    }

    /// <summary>Forgets the users who came first: what was row n + <paramref name="rows"/> is row n from now on.</summary>
    /// <param name="rows">How many, 0 to all.</param>
    public void Forget(int rows)
    {
        foreach (var campaign in campaigns)
            campaign.HasForgotten |= users.HeldBy(campaign.Number) is [var oldest, ..] && oldest < rows;
        crowds.Forget(rows);
        users.Forget(rows);
        odd.Forget(rows);
        grounds.Forget(rows);
        trial.Usual.Forget(rows);
    }

    private void OpenIn(IEnumerable<int> windows, long now, CancellationToken cancel)
    {
        foreach (var window in windows)
        {
            cancel.ThrowIfCancellationRequested();
            var start = Math.Max(users.Count - window, grounds.First);
            // A window that does not fit says what the one before has said.
            if (users.Count - start == window || window == where.SmallestWindow)
                Open(grounds.Window(PatrolledUsers.Free, start), CampaignOrigin.Window, now, cancel);
        }
    }

    private void OpenScattered(IEnumerable<CampaignFit> fits, long now)
    {
        foreach (var fit in fits)
            Open(fit, [.. fit.Members.Where(m => users.HolderOf(m) == PatrolledUsers.Free)], CampaignOrigin.Scattered, now);
    }

    private void Open(SearchGround ground, CampaignOrigin origin, long now, CancellationToken cancel)
    {
        foreach (var fit in finder.Find(users.ClicksOf(ground.Past), users.Profiles.SelectRows(ground.Rows), cancel))
        {
            if (trial.Opens(fit, ground))
                Open(fit, [.. fit.Members.Select(m => ground.Rows[m])], origin, now);
        }
    }

    private void Open(CampaignFit fit, int[] members, CampaignOrigin origin, long now)
    {
        if (members.Length < options.FewestMembers || members.Count(users.WasReleased) > where.MostReleased * members.Length)
            return;
        var campaign = campaigns.Find(c => c.IsOf(fit.Core));
        if (campaign is null)
        {
            campaign = new Campaign(users.NewNumber(), $"{term}-{opened}", now, fit, origin);
            campaigns.Add(campaign);
            opened++;
        }

        foreach (var member in members)
            users.Hold(member, campaign.Number);
        Hold(campaign, 0);
    }

    // Everybody from a row on who is free, was never released, and is convicted by the evidence.
    private void Hold(Campaign campaign, int from)
    {
        var threshold = Threshold;
        for (var u = from; u < users.Count; u++)
        {
            if (
                users.HolderOf(u) == PatrolledUsers.Free
                && !users.WasReleased(u)
                && campaign.Fit.EvidenceOf(users.Profiles.ColumnsOf(u), out var core) > threshold
                && core >= campaign.Fit.Rule.Items
            )
                users.Hold(u, campaign.Number);
        }
    }

    private void Renew(Campaign campaign, List<CampaignChange> changes, CancellationToken cancel)
    {
        var held = users.HeldBy(campaign.Number);
        // Gone quiet: too few of its members are in mind to tell whether it stands, and those who are not are not to be let go for that.
        if (held.Length < options.FewestMembers && campaign.HasForgotten)
            return;
        var (fit, rows) = trial.Refit(campaign, held, cancel);
        if (fit is null)
        {
            campaigns.Remove(campaign);
            Array.ForEach(held, users.Release);
            changes.Add(new CampaignChange(CampaignTurn.Closed, campaign, held));
            return;
        }

        campaign.Fit = fit;
        HashSet<int> members = [.. fit.Members.Select(m => rows[m])];
        foreach (var member in members)
            users.Hold(member, campaign.Number);
        // Half of what convicts: who was held at the edge is not let go and held by turns.
        foreach (var user in held)
        {
            if (!members.Contains(user) && fit.EvidenceOf(users.Profiles.ColumnsOf(user), out _) < options.Nats / 2)
                users.LetGo(user);
        }

        Hold(campaign, 0);
    }

    private IEnumerable<CampaignChange> Reports()
    {
        foreach (var campaign in campaigns)
        {
            var held = users.HeldBy(campaign.Number);
            if (campaign.Report(held.Length, where.AreTooMany(held.Length, users.Count)) is { } turn)
                yield return new CampaignChange(turn, campaign, held);
        }
    }
}
