using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

/// <summary>An injected error is in the answer of every API, and nothing of the request is carried out.</summary>
public sealed class InjectedErrorTests
{
    private const ErrorCode Injected = ErrorCode.UnstableOffsetCommit;
    private readonly Node node = new();

    public static TheoryData<ApiKey> Apis => [.. ApiVersion.Supported.Select(api => api.Key)];

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Answer_ShouldSayTheError_AndTheRequestShouldNotBeCarriedOut(ApiKey api)
    {
        ApiVersion.TryFind((short)api, out var known).ShouldBeTrue();
        var before = TestBatch.Create();
        node.Write("t", before);

        var answer = await node.Ask(api, known.Minimum, body => Write(api, body), Injected);

        answer.AsSpan().IndexOf([(byte)0, (byte)Injected]).ShouldBeGreaterThanOrEqualTo(0, Convert.ToHexString(answer));
        node.Cluster.Topics.Names.ShouldBe(["t"]);
        node.Cluster.Topics.Find("t", 0)!.EndOffset.ShouldBe(1);
        node.Cluster.Groups.List().ShouldBeEmpty();
        node.Cluster.Offsets.PartitionsOf("g").ShouldBeEmpty();
        node.Cluster.Transactions.Initialise("x", TimeSpan.FromSeconds(1)).Epoch.ShouldBe((short)0);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Answer_ShouldSayNothingOfTheKind_WhenNoneIsInjected(ApiKey api)
    {
        ApiVersion.TryFind((short)api, out var known).ShouldBeTrue();
        node.Write("t", TestBatch.Create());

        var asking = node.Ask(api, known.Minimum, body => Write(api, body));
        node.Time.Advance(TimeSpan.FromSeconds(1));
        node.Cluster.Groups.Tick();

        (await asking).AsSpan().IndexOf([(byte)0, (byte)Injected]).ShouldBeLessThan(0);
    }

    // One request of each API in the lowest version, about topic t, group g and transactional id x.
    private static void Write(ApiKey api, ProtocolWriter body)
    {
        switch (api)
        {
            case ApiKey.Produce:
                body.String(null).Int16(1).Int32(1_000).Int32(1).String("t").Int32(1).Int32(0).Bytes(TestBatch.Create());
                break;
            case ApiKey.Fetch:
                body.Int32(-1).Int32(0).Int32(1).Int32(1_000).Byte(0).Int32(1).String("t").Int32(1).Int32(0).Int64(0).Int32(1_000);
                break;
            case ApiKey.ListOffsets:
                body.Int32(-1).Int32(1).String("t").Int32(1).Int32(0).Int64(-1);
                break;
            case ApiKey.Metadata or ApiKey.DeleteTopics:
                body.Int32(1).String(api == ApiKey.Metadata ? "auto" : "t").Int32(1_000);
                break;
            case ApiKey.CreateTopics:
                body.Int32(1).String("new").Int32(1).Int16(1).Int32(0).Int32(0).Int32(1_000);
                break;
            case ApiKey.OffsetCommit:
                body.String("g").Int32(-1).String("").Int64(-1).Int32(1).String("t").Int32(1).Int32(0).Int64(5).String("");
                break;
            case ApiKey.OffsetFetch:
                body.String("g").Int32(1).String("t").Int32(1).Int32(0);
                break;
            case ApiKey.JoinGroup:
                body.String("g").Int32(10_000).String("").String("consumer").Int32(1).String("range").Bytes([]);
                break;
            case ApiKey.SyncGroup:
                body.String("g").Int32(1).String("m").Int32(0);
                break;
            case ApiKey.Heartbeat:
                body.String("g").Int32(1).String("m");
                break;
            case ApiKey.LeaveGroup:
                body.String("g").String("m");
                break;
            case ApiKey.FindCoordinator:
                body.String("g");
                break;
            case ApiKey.InitProducerId:
                body.String("x").Int32(1_000);
                break;
            case ApiKey.AddPartitionsToTxn:
                body.String("x").Int64(1_000).Int16(0).Int32(1).String("t").Int32(1).Int32(0);
                break;
            case ApiKey.AddOffsetsToTxn:
                body.String("x").Int64(1_000).Int16(0).String("g");
                break;
            case ApiKey.EndTxn:
                body.String("x").Int64(1_000).Int16(0).Byte(1);
                break;
            case ApiKey.TxnOffsetCommit:
                body.String("x").String("g").Int64(1_000).Int16(0).Int32(1).String("t").Int32(1).Int32(0).Int64(5).String("");
                break;
            case ApiKey.ApiVersions or ApiKey.ListGroups:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(api), api, "No request is written for this API.");
        }
    }
}
