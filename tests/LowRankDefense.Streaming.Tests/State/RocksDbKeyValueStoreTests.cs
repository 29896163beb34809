using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

public sealed class RocksDbKeyValueStoreTests : KeyValueStoreContract
{
    private readonly string directory = Directory.CreateTempSubdirectory("rocksdb-").FullName;

    public RocksDbKeyValueStoreTests() => Store = new RocksDbKeyValueStore(directory);

    protected override IKeyValueStore Store { get; }

    [Fact]
    public void Open_ShouldFindWhatWasWrittenBefore()
    {
        var path = Path.Combine(directory, "folders", "that", "are", "made");
        using (var first = new RocksDbKeyValueStore(path))
            first.Write([Snapshot("a", 4)], 11);

        using var second = new RocksDbKeyValueStore(path);

        second.Checkpoint.ShouldBe(11);
        second.Read(ProfileKey.OfSnapshot("a")).Single().ShouldBe([4]);
    }

    [Fact]
    public void Open_ShouldNameTheFolderAndTheRemedy_WhenAnotherWorkerHasIt()
    {
        Should.Throw<IOException>(() => new RocksDbKeyValueStore(directory)).Message.ShouldContain("State:Directory");
    }

    protected override void Clean() => Directory.Delete(directory, recursive: true);
}
