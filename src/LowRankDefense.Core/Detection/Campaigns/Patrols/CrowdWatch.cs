using LowRankDefense.Core.Detection.Crowds;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Looks for odd crowds among the users whom no campaign holds, and looks at the known ones again.</summary>
internal sealed class CrowdWatch(CrowdOptions options, PatrolledUsers users, OddUsers odd, SearchGrounds grounds, PatrolOptions where, string term)
{
    private readonly CrowdFinder finder = new(options);
    private readonly List<Crowd> known = [];
    private int opened;

    /// <summary>The crowds that are known, oldest first.</summary>
    public IReadOnlyList<Crowd> Known => known;

    /// <summary>Lets everybody go until the next look: campaigns come first, and what pushes several items together is one.</summary>
    public void LetGo()
    {
        foreach (var crowd in known)
        {
            crowd.Members = users.HeldBy(crowd.Number);
            Array.ForEach(crowd.Members, users.LetGo);
        }
    }

    /// <summary>One look, from the largest window to the smallest: what is in a larger one is told better there.</summary>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Stops between windows.</param>
    public void Look(long now, CancellationToken cancel)
    {
        if (grounds.First == 0)
            return;
        var traits = Traits.Of(users.Profiles, grounds.First, odd.DeviationsOf);
        foreach (var crowd in known.ToArray())
            Renew(crowd, traits);
        foreach (var window in where.Windows().Reverse())
        {
            cancel.ThrowIfCancellationRequested();
            var start = Math.Max(users.Count - window, grounds.First);
            if (users.Count - start != window && window != where.LargestWindow)
                continue;
            foreach (var found in finder.Find(users.Profiles, traits, users.AreFreeOrOf(PatrolledUsers.Free), start, cancel))
                Open(found, now);
        }
    }

    /// <summary>Forgets the first users: what is row n from now on was row n + rows.</summary>
    public void Forget(int rows)
    {
        foreach (var crowd in known)
            crowd.HasForgotten |= users.HeldBy(crowd.Number) is [var oldest, ..] && oldest < rows;
    }

    private void Open(OddCrowd found, long now)
    {
        int[] members = [.. found.Members.Where(u => !users.WasReleased(u))];
        if (members.Length < found.Members.Count * (1 - where.MostReleased))
            return;
        var crowd = known.Find(c => c.Item == found.Item);
        if (crowd is null)
        {
            crowd = new Crowd(users.NewNumber(), $"{term}-crowd-{opened++}", now, found.Item);
            known.Add(crowd);
        }

        crowd.Ratio = found.Ratio;
        foreach (var member in members)
            users.Hold(member, crowd.Number);
    }

    // Over the window that reaches back to the first of its members.
    private void Renew(Crowd crowd, Traits[] traits)
    {
        int[] held = [.. crowd.Members.Where(u => users.HolderOf(u) == PatrolledUsers.Free)];
        if (held.Length < crowd.Members.Length / 2)
        {
            // They are a campaign's by now.
            known.Remove(crowd);
            return;
        }

        Array.ForEach(held, u => users.Hold(u, crowd.Number));
        if (held.Length < options.FewestMembers && crowd.HasForgotten)
            return;
        var start = Math.Max(grounds.First, Math.Min(held.Append(users.Count).First(), users.Count - where.SmallestWindow));
        var renewed = finder.Renew(users.Profiles, traits, users.AreFreeOrOf(crowd.Number), start, crowd.Item);
        if (renewed is null || renewed.Members.Count < options.FewestMembers)
        {
            known.Remove(crowd);
            Array.ForEach(held, users.Release);
            return;
        }

        crowd.Ratio = renewed.Ratio;
        foreach (var member in renewed.Members.Where(u => !users.WasReleased(u)))
            users.Hold(member, crowd.Number);
        foreach (var user in held.Except(renewed.Members))
            users.LetGo(user);
    }
}
