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
        Store.Get("a").ShouldBeNull();
        Store.ScanAfter(null, 10).ShouldBeEmpty();
    }

    [Fact]
    public void Write_ShouldKeepEntriesAndCheckpoint()
    {
        Store.Write([Entry("a", 1), Entry("b", 2)], 7);
        Store.Write([Entry("a", 3)], 9);

        Store.Checkpoint.ShouldBe(9);
        Store.Get("a").ShouldBe([3]);
        Store.Get("b").ShouldBe([2]);
    }

    [Fact]
    public void Scan_ShouldVisitEveryKeyOnce_InOrder()
    {
        string[] keys = ["", "a", "aa", "b", "ä", "日本", "\0", "z"];
        Store.Write([.. keys.Select(k => Entry(k, 1))], 1);

        var seen = new List<string>();
        for (string? after = null; ; after = seen[^1])
        {
            var slice = Store.ScanAfter(after, 3);
            seen.AddRange(slice.Select(e => e.Key));
            if (slice.Count < 3)
                break;
        }

        seen.ShouldBe(keys, ignoreOrder: true);
        seen.Distinct().Count().ShouldBe(keys.Length);
    }

    [Fact]
    public void Scan_ShouldBeginBehindAKey_WhetherItIsStoredOrNot()
    {
        Store.Write([Entry("a", 1), Entry("c", 1), Entry("e", 1)], 1);

        Store.ScanAfter("b", 10).Select(e => e.Key).ShouldBe(["c", "e"]);
        Store.ScanAfter("c", 10).Select(e => e.Key).ShouldBe(["e"]);
        Store.ScanAfter("a", 1).Select(e => e.Key).ShouldBe(["c"]);
        Store.ScanAfter("e", 10).ShouldBeEmpty();
    }

    [Fact]
    public void Scan_ShouldSeeWhatWasWrittenSinceTheLast()
    {
        Store.Write([Entry("b", 1)], 1);
        Store.ScanAfter(null, 10).Count.ShouldBe(1);

        Store.Write([Entry("a", 1), Entry("b", 2)], 2);

        Store.ScanAfter(null, 10).Select(e => (e.Key, e.Value[0])).ShouldBe([("a", (byte)1), ("b", (byte)2)]);
    }

    [Fact]
    public void Wipe_ShouldLeaveAnEmptyStore()
    {
        Store.Write([Entry("a", 1)], 5);

        Store.Wipe();

        Store.Checkpoint.ShouldBe(0);
        Store.Get("a").ShouldBeNull();
    }

    protected virtual void Clean() { }

    private static KeyValuePair<string, byte[]> Entry(string key, byte value) => KeyValuePair.Create(key, new[] { value });
}
