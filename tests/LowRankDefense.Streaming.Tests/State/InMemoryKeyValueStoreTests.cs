using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

public sealed class InMemoryKeyValueStoreTests : KeyValueStoreContract
{
    protected override IKeyValueStore Store { get; } = new InMemoryKeyValueStore();
}
