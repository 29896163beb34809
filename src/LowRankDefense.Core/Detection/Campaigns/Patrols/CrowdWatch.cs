using LowRankDefense.Core.Detection.Crowds;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Looks for odd crowds among the users whom no campaign holds, and looks at the known ones again.</summary>
internal sealed class CrowdWatch(CrowdOptions options, PatrolledUsers users, OddUsers odd, SearchGrounds grounds, PatrolOptions where, string term)
{
    // So much more than was reported is news.
    private const double Growth = 1.5;

    // A crowd that was closed has to be so much odder to be opened again, and one of users who were released before: nobody is to be held and let go by turns.
    private const double Hysteresis = 1.5;
    private readonly CrowdFinder finder = new(options);
    private readonly List<Crowd> known = [];
    private readonly List<CrowdChange> changes = [];

    // Item → how odd its crowd has to be, where one of it was closed.
    private readonly Dictionary<int, double> demanded = [];
    private int opened;

    /// <summary>The crowds that are known, oldest first.</summary>
    public IReadOnlyList<Crowd> Known => known;

    /// <summary>What became of them at the last look.</summary>
    public IReadOnlyList<CrowdChange> Changes => changes;

    /// <summary>Takes over a crowd that another patrol has found; its members are not known here.</summary>
    public void TakeOver(string name, long since, int item) => known.Add(new Crowd(users.NewNumber(), name, since, item) { HasForgotten = true });

    /// <summary>Lets everybody go until the next look: campaigns come first, and what pushes several items together is one.</summary>
    public void LetGo()
    {
        foreach (var crowd in known)
            Array.ForEach(users.HeldBy(crowd.Number), users.LetGo);
    }

    /// <summary>One look, from the largest window to the smallest: what is in a larger one is told better there.</summary>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops between windows.</param>
    public void Look(long now, CancellationToken cancel)
    {
        changes.Clear();
        var ground = new CrowdGround(users, grounds, known.SelectMany(c => c.Members.Keys).ToHashSet());
        if (!ground.HasPast)
        {
            foreach (var (user, crowd) in known.SelectMany(c => c.Members.Keys, (c, u) => (u, c)))
                users.Hold(user, crowd.Number);
            return;
        }

        var traits = ground.TraitsBy(ground.ByPlace(odd.DeviationsOf));
        // Nobody is held by a crowd as yet: crowds may share users.
        var areFree = ground.AreFree();
        foreach (var crowd in known.ToArray())
            Renew(crowd, ground, traits, areFree);
        var trial = new CrowdTrial(finder, options, ground);
        int[] starts = [.. StartsOf(ground)];
        foreach (var start in starts)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var found in finder.Find(ground.Profiles, traits, ground.AreFree(), start, cancel))
            {
                if (trial.Stands(found, start, ground.AreFree(), options.LeastRatio))
                    Open(ground.ByRow(found), now);
            }
        }

        foreach (var start in starts)
        {
            cancel.ThrowIfCancellationRequested();
            FindShared(start, ground, trial, traits, areFree, now);
        }

        foreach (var crowd in known)
            Report(crowd);
    }

    private IEnumerable<int> StartsOf(CrowdGround ground)
    {
        foreach (var window in where.Windows().Reverse())
        {
            var start = Math.Max(ground.Count - window, ground.First);
            if (ground.Count - start == window || window == where.LargestWindow)
                yield return start;
        }
    }

    // Who pushes some of several items each is known by those who push the others.
    private void FindShared(int start, CrowdGround ground, CrowdTrial trial, Traits[] traits, bool[] areFree, long now)
    {
        HashSet<int> members = [.. MembersOf(known, ground).Where(p => p >= start)];
        if (members.Count < options.FewestMembers)
            return;
        foreach (var found in finder.FindShared(ground.Profiles, traits, areFree, members, start))
        {
            if (!known.Exists(c => c.Item == found.Item) && trial.Stands(found, start, areFree, options.SharedRatio))
                Open(OfOthers(ground.ByRow(found)), now, isShared: true);
        }
    }

    // By place, of those who have come to rest.
    private HashSet<int> MembersOf(IEnumerable<Crowd> crowds, CrowdGround ground) =>
        [.. crowds.SelectMany(c => c.Members.Keys).Where(users.IsWhole).Select(ground.PlaceOf)];

    // Who is in a crowd already stays there.
    private OddCrowd OfOthers(OddCrowd crowd) => crowd.Only(u => users.HolderOf(u) == PatrolledUsers.Free);

    /// <summary>Forgets the first users: what is row n from now on was row n + rows.</summary>
    public void Forget(int rows) => known.ForEach(crowd => crowd.Forget(rows));

    private void Open(OddCrowd found, long now, bool isShared = false)
    {
        if (found.Members.Count == 0)
            return;
        // Released from a campaign that was a theme, or so many that somebody had better look first.
        var released = found.Members.Count(users.WasReleased);
        if (released > where.MostReleased * found.Members.Count && !IsOddEnoughForReleased(found))
            return;
        if (where.AreTooMany(found.Members.Count, users.Count))
            return;
        if (found.Ratio < demanded.GetValueOrDefault(found.Item))
            return;
        var crowd = known.Find(c => c.Item == found.Item);
        if (crowd is null)
        {
            crowd = new Crowd(users.NewNumber(), $"{term}-crowd-{opened++}", now, found.Item) { IsShared = isShared };
            known.Add(crowd);
        }

        Hold(crowd, found, [.. crowd.Members.Keys]);
    }

    private void Report(Crowd crowd)
    {
        var members = crowd.Members.Count;
        if (crowd.Reported == 0 && crowd.HasForgotten)
        {
            // It was told of by another patrol.
            crowd.Reported = members;
            return;
        }

        if (members < Growth * crowd.Reported)
            return;
        changes.Add(new CrowdChange(crowd.Reported == 0 ? CampaignTurn.Opened : CampaignTurn.Grown, crowd, [.. crowd.Members.Keys]));
        crowd.Reported = members;
    }

    // Over the window that reaches back to the first of its members.
    private void Renew(Crowd crowd, CrowdGround ground, Traits[] traits, bool[] areFree)
    {
        int[] before = [.. crowd.Members.Keys];
        int[] held = [.. before.Where(u => users.HolderOf(u) == PatrolledUsers.Free)];
        if (held.Length < options.FewestMembers && crowd.HasForgotten)
        {
            // Gone quiet: too few are in mind to tell, and the others are not to be let go for that.
            Array.ForEach(held, u => users.Hold(u, crowd.Number));
            return;
        }

        if (2 * held.Length < before.Length)
        {
            // They are a campaign's by now, or another crowd's.
            Close(crowd, []);
            return;
        }

        var start = Math.Max(ground.First, Math.Min(ground.PlaceOf(FirstOf(crowd, held)), ground.Count - where.SmallestWindow));
        // Who is known by others falls with them: where there is nobody to be like, nobody is.
        var alike = crowd.IsShared ? MembersOf(known.Where(c => c != crowd), ground) : null;
        var renewed = finder.Renew(ground.Profiles, traits, areFree, start, crowd.Item, alike);
        if (
            renewed is null
            || CrowdTrial.AffinityOf(renewed, ground) > options.MostAffinity
            || renewed.Members.Count < options.FewestMembers
            || where.AreTooMany(renewed.Members.Count, users.Count)
        )
        {
            demanded[crowd.Item] = Hysteresis * Math.Max(options.LeastRatio, demanded.GetValueOrDefault(crowd.Item));
            Close(crowd, held);
            return;
        }

        // Who grows is judged again when that is over.
        foreach (var user in before.Where(users.IsWhole))
            crowd.Odds.Remove(user);
        foreach (var user in held.Where(u => !users.IsWhole(u)))
            users.Hold(user, crowd.Number);
        Hold(crowd, OfOthers(ground.ByRow(renewed)), before);
    }

    // Its first member; of one that is known by others the first of those who have its item.
    private int FirstOf(Crowd crowd, int[] held)
    {
        var others = crowd.IsShared
            ? known.SelectMany(c => c.Members.Keys).Where(u => users.Profiles.ColumnsOf(u).BinarySearch(crowd.Item) >= 0)
            : [];
        return held.Concat(others).Append(users.Count).Min();
    }

    private bool IsOddEnoughForReleased(OddCrowd found) => found.Ratio >= Hysteresis * options.LeastRatio;

    private void Close(Crowd crowd, int[] released)
    {
        known.Remove(crowd);
        changes.Add(new CrowdChange(CampaignTurn.Closed, crowd, released));
    }

    // Who was released from a campaign is a member of a crowd that is odd enough for that, and stays one while it stands.
    private void Hold(Crowd crowd, OddCrowd found, int[] before)
    {
        crowd.Ratio = found.Ratio;
        for (var m = 0; m < found.Members.Count; m++)
        {
            var member = found.Members[m];
            if (users.WasReleased(member) && !before.Contains(member) && !IsOddEnoughForReleased(found))
                continue;
            users.Hold(member, crowd.Number);
            crowd.Odds[member] = found.Nats[m];
        }
    }
}
