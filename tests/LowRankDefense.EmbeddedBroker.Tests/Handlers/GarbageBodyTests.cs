using LowRankDefense.EmbeddedBroker.Protocol;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

/// <summary>A body that makes no sense is the client's mistake: it is carried out or refused as such, and never looks like a defect of the broker.</summary>
public sealed class GarbageBodyTests
{
    public static TheoryData<ApiKey> Apis => [.. ApiVersion.Supported.Select(api => api.Key)];

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Garbage_ShouldBeRefusedAsSuch(ApiKey api)
    {
        ApiVersion.TryFind((short)api, out var known).ShouldBeTrue();
        var random = new SeededRandom((ulong)api);
        var node = new Node();
        var refused = 0;
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var version = (short)(known.Minimum + random.NextInt(known.Maximum - known.Minimum + 1));
            var handling = node.Throw(api, version, Body(random));
            // A join or a fetch may wait for others, and rightly so.
            await Task.WhenAny(handling, Task.Delay(5));
            if (!handling.IsFaulted)
                continue;
            handling.Exception!.InnerException.ShouldBeOfType<ProtocolException>();
            refused++;
        }

        if (api is not (ApiKey.ApiVersions or ApiKey.ListGroups or ApiKey.FindCoordinator))
            refused.ShouldBeGreaterThan(0);
    }

    // Mostly small numbers: they get past the lengths of strings and arrays.
    private static byte[] Body(SeededRandom random)
    {
        var body = new byte[random.NextInt(80)];
        for (var i = 0; i < body.Length; i++)
            body[i] = (byte)(random.NextInt(3) == 0 ? random.NextInt(256) : random.NextInt(3));
        return body;
    }
}
