using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Users in order of arrival, the campaign that holds each, and who was released from one that was closed.</summary>
internal sealed class PatrolledUsers
{
    /// <summary>What holds a user whom nothing holds.</summary>
    public const int Free = -1;

    private readonly List<int> holders = [];
    private int numbers;
    private readonly HashSet<int> released = [];
    private bool[] areGrowing = [];

    /// <summary>Users × items.</summary>
    public CsrMatrix Profiles { get; private set; } = CsrMatrix.FromEntries(0, 0, []);

    /// <summary>Users seen and not forgotten.</summary>
    public int Count => holders.Count;

    /// <summary>Number of the campaign that holds a user; −1 for none, and for one who was never seen.</summary>
    public int HolderOf(int user) => user < holders.Count ? holders[user] : Free;

    /// <summary>Whether a user has come to rest: nothing more is to be expected soon.</summary>
    public bool IsWhole(int user) => user >= areGrowing.Length || !areGrowing[user];

    /// <summary>Whether a user was released from a campaign that was closed.</summary>
    public bool WasReleased(int user) => released.Contains(user);

    /// <summary>Whether each user is held by nothing, or by <paramref name="holder"/>.</summary>
    public bool[] AreFreeOrOf(int holder) => [.. holders.Select(h => h == Free || h == holder)];

    /// <summary>A number for a campaign or a crowd, to hold users by.</summary>
    public int NewNumber() => numbers++;

    /// <summary>Takes the profiles as they are now: those seen before in the same rows, and those who came since.</summary>
    /// <param name="seen">Users × items.</param>
    /// <param name="growing">Whether each is likely to click more soon; empty where nobody is.</param>
    /// <exception cref="ArgumentException">Fewer users than before, or not as many flags as users.</exception>
    public void See(CsrMatrix seen, bool[] growing)
    {
        ArgumentNullException.ThrowIfNull(seen);
        ArgumentNullException.ThrowIfNull(growing);
        if (seen.Rows < holders.Count)
            throw new ArgumentException($"{seen.Rows} users are fewer than the {holders.Count} of the patrol before.", nameof(seen));
        if (growing.Length > 0 && growing.Length != seen.Rows)
            throw new ArgumentException($"{growing.Length} flags do not go with {seen.Rows} users.", nameof(growing));
        (Profiles, areGrowing) = (seen, growing);
        while (holders.Count < seen.Rows)
            holders.Add(Free);
    }

    /// <summary>Forgets the first <paramref name="rows"/> users: what is row n from now on was row n + rows.</summary>
    public void Forget(int rows)
    {
        holders.RemoveRange(0, rows);
        areGrowing = areGrowing[Math.Min(rows, areGrowing.Length)..];
        int[] kept = [.. released.Where(r => r >= rows).Select(r => r - rows)];
        released.Clear();
        released.UnionWith(kept);
        Profiles = Profiles.SelectRows([.. Enumerable.Range(rows, Profiles.Rows - rows)]);
    }

    /// <summary>Users whom nothing holds, or <paramref name="campaign"/> does, from row <paramref name="from"/> up to but without <paramref name="to"/>.</summary>
    public int[] FreeOrOf(int campaign, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Where(u => holders[u] == Free || holders[u] == campaign)];

    /// <summary>Users whom <paramref name="campaign"/> holds, ascending.</summary>
    public int[] HeldBy(int campaign) => [.. Enumerable.Range(0, holders.Count).Where(u => holders[u] == campaign)];

    /// <summary>Has a campaign hold a user.</summary>
    public void Hold(int user, int campaign) => holders[user] = campaign;

    /// <summary>Lets a user go, who may be held again.</summary>
    public void LetGo(int user) => holders[user] = Free;

    /// <summary>Lets a user go for good: no campaign holds the user again, and a crowd only where it is odd enough for that.</summary>
    public void Release(int user)
    {
        holders[user] = Free;
        released.Add(user);
    }

    /// <summary>Clicks of each item among the given users.</summary>
    public int[] ClicksOf(int[] users)
    {
        var clicks = new int[Profiles.Columns];
        AddClicksOf(users, clicks);
        return clicks;
    }

    /// <summary>Adds them to those of others.</summary>
    public void AddClicksOf(int[] users, int[] clicks)
    {
        foreach (var user in users)
        {
            foreach (var item in Profiles.ColumnsOf(user))
                clicks[item]++;
        }
    }
}
