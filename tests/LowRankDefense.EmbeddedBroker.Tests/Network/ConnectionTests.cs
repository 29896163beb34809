using System.Buffers.Binary;
using System.Collections.Concurrent;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Protocol;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.EmbeddedBroker.Tests.Network;

/// <summary>What a connection does with frames no proper client sends.</summary>
public sealed class ConnectionTests : IAsyncLifetime, IDisposable
{
    private readonly Lines log = new();
    private KafkaBroker broker = null!;
    private RawClient client = null!;

    public async Task InitializeAsync()
    {
        broker = await KafkaBroker.StartAsync(new BrokerOptions { Logger = log, InitialRebalanceDelay = TimeSpan.FromMinutes(10) });
        client = await RawClient.Connect(broker);
    }

    public async Task DisposeAsync() => await broker.DisposeAsync();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData((100 * 1024 * 1024) + 1)]
    public async Task Connection_ShouldBeClosed_WhenAFrameHasNoSensibleSize(int size)
    {
        var frame = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(frame, size);
        await client.Send(frame);

        (await client.Answer()).ShouldBeNull();
        log.ShouldHaveSingleItem().ShouldBe($"Warning: Connection closed: A frame of {size} bytes is not a Kafka request.");
    }

    [Theory]
    [InlineData(999, 0, "This broker does not have API 999.")]
    [InlineData((short)ApiKey.Fetch, 12, "This broker speaks versions 4 to 11 of Fetch, not 12.")]
    [InlineData((short)ApiKey.Produce, 2, "This broker speaks versions 3 to 7 of Produce, not 2.")]
    public async Task Connection_ShouldBeClosedWithTheReason_WhenTheBrokerLacksWhatIsAsked(short api, short version, string reason)
    {
        await client.Send(RawClient.Request(api, version));

        (await client.Answer()).ShouldBeNull();
        log.ShouldHaveSingleItem().ShouldEndWith(reason);
    }

    [Fact]
    public async Task Connection_ShouldBeClosedWithTheReason_WhenABodyIsCutOff()
    {
        await client.Send(RawClient.Request((short)ApiKey.Heartbeat, 0, body: b => b.String("group").Int16(0)));

        (await client.Answer()).ShouldBeNull();
        log.ShouldHaveSingleItem().ShouldStartWith("Warning: Connection closed: The request ends");
    }

    [Fact]
    public async Task Versions_ShouldBeAnsweredInTheOldestForm_WhenTheClientIsNewer()
    {
        await client.Send(RawClient.Request((short)ApiKey.ApiVersions, 99, correlation: 5));

        (await client.Answer()).ShouldBe([0, 0, 0, 5, 0, (byte)ErrorCode.UnsupportedVersion, 0, 0, 0, 0]);
        log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_ShouldComeInTheOrderOfTheRequests()
    {
        await client.Send(
            (byte[])
                [
                    .. RawClient.Request((short)ApiKey.ListGroups, 0, correlation: 1),
                    .. RawClient.Request((short)ApiKey.ApiVersions, 0, correlation: 2),
                    .. RawClient.Request((short)ApiKey.ListGroups, 0, correlation: 3),
                ]
        );

        for (byte correlation = 1; correlation <= 3; correlation++)
            (await client.Answer())![..4].ShouldBe([0, 0, 0, correlation]);
    }

    [Fact]
    public async Task Produce_ShouldNotBeAnswered_WhenTheClientWantsNoAcknowledgement()
    {
        await client.Send(RawClient.Request((short)ApiKey.Produce, 3, correlation: 1, body: b => b.String(null).Int16(0).Int32(1_000).Int32(0)));
        await client.Send(RawClient.Request((short)ApiKey.ListGroups, 0, correlation: 2));

        (await client.Answer())![..4].ShouldBe([0, 0, 0, 2]);
    }

    [Fact]
    public async Task Connection_ShouldBeClosedAndTheDefectReported_WhenAHandlerFails()
    {
        await using var broken = await KafkaBroker.StartAsync(
            new BrokerOptions { Logger = log, Faults = (_, _, _) => throw new InvalidOperationException("a defect") }
        );
        using var victim = await RawClient.Connect(broken);

        await victim.Send(RawClient.Request((short)ApiKey.ListGroups, 0));

        (await victim.Answer()).ShouldBeNull();
        log.ShouldHaveSingleItem().ShouldBe("Error: A request failed; its connection is closed");
    }

    [Fact]
    public async Task Broker_ShouldStop_WhileAMemberWaitsForOthersToJoin()
    {
        await client.Send(
            RawClient.Request(
                (short)ApiKey.JoinGroup,
                0,
                body: b => b.String("g").Int32(60_000).String("").String("consumer").Int32(1).String("range").Bytes([])
            )
        );
        await Task.Delay(100);

        await broker.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        (await client.Answer()).ShouldBeNull();
    }

    [Fact]
    public async Task Connections_ShouldBeDropped_AndTheBrokerGoesOn()
    {
        await client.Send(RawClient.Request((short)ApiKey.ListGroups, 0));
        await client.Answer();

        broker.DropConnections();

        (await client.Answer()).ShouldBeNull();
        using var next = await RawClient.Connect(broker);
        await next.Send(RawClient.Request((short)ApiKey.ListGroups, 0));
        (await next.Answer()).ShouldNotBeNull();
    }

    [Fact]
    public async Task Port_ShouldBeRefused_WhenItIsTaken() =>
        await Should.ThrowAsync<System.Net.Sockets.SocketException>(() => KafkaBroker.StartAsync(new BrokerOptions { Port = broker.Port }));

    private sealed class Lines : ConcurrentQueue<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Enqueue($"{logLevel}: {formatter(state, exception)}");
    }
}
