using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Core.Tests.Interactions;

public class StringPoolTests
{
    [Property]
    public void Get_ShouldGiveTheText_AndTheSameStringForEqualBytes(string[] texts)
    {
        var pool = new StringPool();
        byte[][] all = [.. texts.Where(t => t is not null).Select(Encoding.UTF8.GetBytes).Where(b => b.Length <= 1_024)];
        string[] first = [.. all.Select(b => pool.Get(b))];

        first.ShouldBe(all.Select(Encoding.UTF8.GetString));
        for (var i = 0; i < all.Length; i++)
            pool.Get(all[i]).ShouldBeSameAs(first[i]);
        pool.Count.ShouldBe(first.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Get_ShouldKeepEveryString_WhileTheTableGrows()
    {
        var pool = new StringPool();
        string[] first = [.. Enumerable.Range(0, 100_000).Select(i => pool.Get(Id(i)))];

        pool.Count.ShouldBe(100_000);
        for (var i = 0; i < first.Length; i++)
            pool.Get(Id(i)).ShouldBeSameAs(first[i]);
    }

    [Fact]
    public void Get_ShouldTakeNoObject_OnceTheStringIsKnown()
    {
        var pool = new StringPool();
        var id = "the longest id of them all, and more"u8.ToArray();
        pool.Get(id);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            pool.Get(id);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Get_ShouldForgetAndBeginAnew_WhenAFloodFillsThePool()
    {
        var pool = new StringPool(capacity: 3_000);
        for (var i = 0; i < 10_000; i++)
            pool.Get(Id(i));

        pool.Count.ShouldBeLessThanOrEqualTo(3_000);
        // Whoever comes after the flood finds room.
        var late = pool.Get("late"u8);
        pool.Get("late"u8).ShouldBeSameAs(late);
    }

    [Fact]
    public void Get_ShouldGiveTheRightText_WhenSeveralThreadsAsk()
    {
        // Growing and forgetting go on all the time.
        var pool = new StringPool(capacity: 5_000);

        Parallel.For(
            0,
            4,
            thread =>
            {
                for (var i = 0; i < 50_000; i++)
                {
                    var id = Id(i * (thread + 1) % 7_919);
                    pool.Get(id).ShouldBe(Encoding.UTF8.GetString(id));
                }
            }
        );

        pool.Count.ShouldBeLessThanOrEqualTo(5_000);
    }

    private static byte[] Id(int number) => Encoding.UTF8.GetBytes("id-" + number.ToString(CultureInfo.InvariantCulture));
}
