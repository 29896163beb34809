using LowRankDefense.Core.Profiles;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

public sealed class ProfileStoreFactoryTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("stores-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Store_ShouldBeFoundAgain_WhenItIsOnDisk()
    {
        var factory = Factory(StoreKind.RocksDb);
        using (var first = factory.Open(7))
            Fill(first);

        using var other = factory.Open(8);
        using var again = factory.Open(7);

        again.Checkpoint.ShouldBe(5);
        again.Find("u")!.TotalEvents.ShouldBe(1);
        other.Find("u").ShouldBeNull();
        Directory.Exists(Path.Combine(directory, "0007")).ShouldBeTrue();
    }

    [Fact]
    public void Store_ShouldBeginEmpty_WhenItIsInMemory()
    {
        var factory = Factory(StoreKind.InMemory);
        using (var first = factory.Open(7))
            Fill(first);

        using var again = factory.Open(7);

        again.Checkpoint.ShouldBe(0);
        Directory.EnumerateFileSystemEntries(directory).ShouldBeEmpty();
    }

    private ProfileStoreFactory Factory(StoreKind kind) => new(new StateOptions { Store = kind, Directory = directory }, new ProfileOptions());

    private static void Fill(ProfileStore store)
    {
        var profile = store.GetOrCreate("u");
        profile.Append(new ProfileEvent("e", "i", 1f, 1), []);
        store.MarkChanged(profile);
        store.Write(store.Seal(), 5);
        store.Commit();
    }
}
