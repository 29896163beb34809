namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Where a patrol looks: in windows of the users who came last, and among the odd users of the whole recent past.</summary>
internal sealed class SearchGrounds(PatrolledUsers users, OddUsers odd, PatrolOptions options)
{
    private int? first;

    /// <summary>Standard deviations of coherence below which users are odd: the pool of the first is the larger, that of the second the purer.</summary>
    public static IReadOnlyList<double> OddLevels { get; } = [-1, -2];

    /// <summary>The first row that is no history for good.</summary>
    public int First => first ?? 0;

    /// <summary>The first row that windows reach: what is before is past.</summary>
    public int Past => Math.Max(First, users.Count - options.LargestWindow);

    /// <summary>Says once, at the first patrol, which of the users are history for good.</summary>
    public void SetFirst() => first ??= (int)(options.OldestShare * users.Count);

    /// <summary>Forgets the first users: what is row n from now on was row n + rows.</summary>
    public void Forget(int rows) => first = first is { } oldest ? Math.Max(0, oldest - rows) : null;

    /// <summary>The users who came last, against those who came before.</summary>
    /// <param name="campaign">Its members are looked at, too.</param>
    /// <param name="start">Row of the first of them.</param>
    public SearchGround Window(int campaign, int start)
    {
        var (past, rows) = (users.FreeOrOf(PatrolledUsers.Free, 0, start), users.FreeOrOf(campaign, start, users.Count));
        return new SearchGround(past, rows, past, rows);
    }

    /// <summary>The odd users of the whole recent past, against everybody who is not. There a popular theme may stand out that is no news.</summary>
    /// <param name="campaign">Its members are looked at, however odd they are.</param>
    /// <param name="level">One of <see cref="OddLevels"/>.</param>
    public SearchGround Odd(int campaign, double level) =>
        new(
            [.. users.FreeOrOf(PatrolledUsers.Free, 0, users.Count).Where(u => !odd.IsOdd(u, level))],
            [.. users.FreeOrOf(campaign, First, users.Count).Where(u => odd.IsOdd(u, level) || users.HolderOf(u) != PatrolledUsers.Free)],
            [.. Enumerable.Range(0, First)],
            [.. Enumerable.Range(First, users.Count - First)]
        );

    /// <summary>Where a campaign is looked at again: where it was found; one that another patrol has found, everywhere.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="held">Whom it holds, ascending.</param>
    public IEnumerable<SearchGround> Of(Campaign campaign, int[] held)
    {
        if (campaign.Origin != CampaignOrigin.OddUsers)
        {
            var first = held.Length == 0 ? users.Count : held[0];
            var start = Math.Min(Math.Max(users.Count - options.LargestWindow, First), first);
            // It is news since its first member came.
            yield return Window(campaign.Number, start) with
            {
                Before = users.FreeOrOf(PatrolledUsers.Free, 0, first),
                Since = users.FreeOrOf(campaign.Number, first, users.Count),
            };
        }

        if (campaign.Origin == CampaignOrigin.Window)
            yield break;
        foreach (var level in OddLevels)
            yield return Odd(campaign.Number, level);
    }
}

/// <summary>Where a campaign is looked for: among some users, against others.</summary>
/// <param name="Past">Rows of the history.</param>
/// <param name="Rows">Rows of those among whom it is looked for.</param>
/// <param name="Before">Rows that say how many users had a core together, which makes it news or not.</param>
/// <param name="Since">Rows that say how many have now.</param>
internal sealed record SearchGround(int[] Past, int[] Rows, int[] Before, int[] Since);
