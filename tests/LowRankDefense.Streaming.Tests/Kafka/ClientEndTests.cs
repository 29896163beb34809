using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Tests.Kafka;

public sealed class ClientEndTests : IDisposable
{
    private readonly ManualResetEventSlim mayEnd = new();

    public void Dispose() => mayEnd.Set();

    [Fact]
    public void ClientThatDoesNotEnd_ShouldBeLeftBehind()
    {
        using var client = new Client(mayEnd.Wait);

        ClientEnd.Of(client, TimeSpan.FromMilliseconds(100)).ShouldBeFalse();
        mayEnd.Set();
    }

    [Fact]
    public void ClientThatEnds_ShouldBeWaitedFor()
    {
        var ended = false;
        using var client = new Client(() =>
        {
            Thread.Sleep(100);
            ended = true;
        });

        ClientEnd.Of(client, ClientEnd.Patience).ShouldBeTrue();

        ended.ShouldBeTrue();
    }

    [Fact]
    public void Failure_ShouldNotBeKeptQuiet()
    {
        var fails = true;
        using var client = new Client(() =>
        {
            if (fails)
                throw new InvalidOperationException("no end");
        });

        Should.Throw<InvalidOperationException>(() => ClientEnd.Of(client, ClientEnd.Patience)).Message.ShouldBe("no end");
        fails = false;
    }

    private sealed class Client(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
