using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

/// <summary>What every store must do.</summary>
public abstract class KeyValueStoreContract : IDisposable
{
    protected abstract IKeyValueStore Store { get; }

    public void Dispose()
    {
        Store.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void NewStore_ShouldBeEmpty()
    {
        Store.Checkpoint.ShouldBe(0);
        Read("a").ShouldBeEmpty();
        Store.UsersAfter(null, 10).ShouldBeEmpty();
    }

    [Fact]
    public void Write_ShouldKeepTheNewestOfEveryKey_AndTheCheckpoint()
    {
        Store.Write([Snapshot("a", 1), Snapshot("b", 2), Delta("a", 0, 5), Delta("a", 1, 6)], 7);
        Store.Write([Snapshot("a", 3), Delta("a", 0, 8)], 9);

        Store.Checkpoint.ShouldBe(9);
        Read("a").ShouldBe([3, 8, 6]);
        Read("b").ShouldBe([2]);
    }

    [Fact]
    public void Deltas_ShouldBeReadInTheOrderOfTheirNumbers()
    {
        int[] numbers = [.. Enumerable.Range(0, 300)];
        Store.Write([Snapshot("u", 1), .. numbers.Reverse().Select(n => Delta("u", n, (byte)n))], 1);

        Read("u").ShouldBe([1, .. numbers.Select(n => (byte)n)]);
    }

    [Fact]
    public void Records_ShouldBeOfTheirUser_WhenIdsBeginAlike()
    {
        string[] users = ["", "\0", "u", "u1", "u10", "u1\0", "u2", "uÿ", "u1ÿ", "v"];
        for (byte n = 0; n < users.Length; n++)
            Store.Write([Snapshot(users[n], n), Delta(users[n], 0, n), Delta(users[n], 1, n)], n);

        for (byte n = 0; n < users.Length; n++)
            Read(users[n]).ShouldBe([n, n, n]);
    }

    [Fact]
    public void User_ShouldBeUnknown_WhenNothingButDeltasOrLongerIdsAreThere()
    {
        Store.Write([Delta("u", 0, 1), Snapshot("u1", 2)], 1);

        Read("u").ShouldBeEmpty();
    }

    [Fact]
    public void LongIds_ShouldBeKeptApart()
    {
        var id = new string('x', 1_024);
        Store.Write([Snapshot(id, 1), Delta(id, 0, 2), Snapshot(id + "y", 3), Snapshot(id[..511], 4), Snapshot(id[..512], 5)], 1);

        Read(id).ShouldBe([1, 2]);
        (Read(id + "y")[0], Read(id[..511])[0], Read(id[..512])[0]).ShouldBe(((byte)3, (byte)4, (byte)5));
    }

    [Fact]
    public void Reader_ShouldStopWhenItLikes()
    {
        Store.Write([Snapshot("u", 1), Delta("u", 0, 2), Delta("u", 1, 3)], 1);

        Store.Read(ProfileKey.OfSnapshot("u")).First().ShouldBe([1]);
        Store.Read(ProfileKey.OfSnapshot("u")).Take(2).Last().ShouldBe([2]);
    }

    [Fact]
    public void Walk_ShouldVisitEveryUserOnce_InOrder_AndNoDelta()
    {
        string[] inOrder = ["", "\0", "a", "aa", "aaa", "ab", "b", "z", "ä", "日本", "\U0001F600"];
        for (var n = 0; n < inOrder.Length; n++)
            Store.Write([Snapshot(inOrder[^(n + 1)], 1), .. Enumerable.Range(0, n * 30).Select(d => Delta(inOrder[^(n + 1)], d, 1))], 1);

        for (var slice = 1; slice < 5; slice++)
            Walk(slice).ShouldBe(inOrder);
    }

    [Fact]
    public void Walk_ShouldBeginBehindAUser_WhetherHeIsStoredOrNot()
    {
        Store.Write([Snapshot("a", 1), Delta("a", 0, 1), Snapshot("c", 1), Delta("c", 0, 1), Snapshot("e", 1)], 1);

        UsersAfter("b", 10).ShouldBe(["c", "e"]);
        UsersAfter("c", 10).ShouldBe(["e"]);
        UsersAfter("a", 1).ShouldBe(["c"]);
        UsersAfter("e", 10).ShouldBeEmpty();
    }

    [Fact]
    public void Walk_ShouldSeeWhatWasWrittenSinceTheLast()
    {
        Store.Write([Snapshot("b", 1)], 1);
        UsersAfter(null, 10).Count.ShouldBe(1);

        Store.Write([Snapshot("a", 1), Snapshot("b", 2)], 2);

        UsersAfter(null, 10).ShouldBe(["a", "b"]);

        Store.Write([Snapshot("c", 1)], 3);

        UsersAfter(null, 10).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Wipe_ShouldLeaveAnEmptyStore()
    {
        Store.Write([Snapshot("a", 1), Delta("a", 0, 1)], 5);

        Store.Wipe();

        Store.Checkpoint.ShouldBe(0);
        Read("a").ShouldBeEmpty();
        UsersAfter(null, 10).ShouldBeEmpty();
    }

    protected static KeyValuePair<ProfileKey, byte[]> Snapshot(string user, byte value) =>
        KeyValuePair.Create(ProfileKey.OfSnapshot(user), new[] { value });

    protected virtual void Clean() { }

    private static KeyValuePair<ProfileKey, byte[]> Delta(string user, int number, byte value) =>
        KeyValuePair.Create(ProfileKey.OfDelta(user, number), new[] { value });

    private byte[] Read(string user) => [.. Store.Read(ProfileKey.OfSnapshot(user)).Select(r => r.Single())];

    private List<string> UsersAfter(string? after, int count) =>
        [.. Store.UsersAfter(after is null ? null : ProfileKey.OfSnapshot(after), count).Select(k => k.User)];

    private List<string> Walk(int slice)
    {
        var seen = new List<string>();
        for (string? after = null; ; after = seen[^1])
        {
            var users = UsersAfter(after, slice);
            seen.AddRange(users);
            if (users.Count < slice)
                return seen;
        }
    }
}
