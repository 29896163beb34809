using Confluent.Kafka;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Telemetry;

public class ClientLogTests
{
    private static readonly Error Down = new(ErrorCode.Local_AllBrokersDown, "1/1 brokers are down");
    private readonly FakeTimeProvider time = new();
    private readonly CollectedLog lines = new();
    private readonly ClientLog log;

    public ClientLogTests() => log = new ClientLog(lines, time);

    [Fact]
    public void Complaint_ShouldBeLoggedOnceInTenSeconds_ForAllClients_WithHowManyThereWere()
    {
        for (var i = 0; i < 500; i++)
        {
            log.Error($"client-{i % 3}", Down);
            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        time.Advance(TimeSpan.FromSeconds(5));
        log.Error("client-1", Down);
        time.Advance(TimeSpan.FromSeconds(10));
        log.Error("client-2", Down);

        lines
            .Lines.Select(l => l.Trim())
            .ShouldBe([
                "Warning: Kafka client client-0: Local_AllBrokersDown: 1/1 brokers are down",
                "Warning: Kafka client client-1: Local_AllBrokersDown: 1/1 brokers are down (499 more like it since the last one logged)",
                "Warning: Kafka client client-2: Local_AllBrokersDown: 1/1 brokers are down",
            ]);
    }

    [Fact]
    public void FatalError_ShouldAlwaysBeLogged()
    {
        for (var client = 0; client < 3; client++)
            log.Error($"client-{client}", new Error(ErrorCode.Local_Fenced, "another one has come", isFatal: true));

        lines.Lines.Count.ShouldBe(3);
    }

    [Fact]
    public void OtherComplaint_ShouldBeLoggedAtOnce()
    {
        log.Error("client", Down);
        log.Error("client", new Error(ErrorCode.Local_Transport, "refused"));
        log.Message(new LogMessage("client", SyslogLevel.Error, "FENCED", "another one has come"));

        lines.Lines.Count.ShouldBe(3);
    }

    [Fact]
    public void Message_ShouldBeLeftOut_WhereItIsToldAsAnErrorOrNoWarning()
    {
        log.Message(new LogMessage("client", SyslogLevel.Error, "FAIL", "connection refused"));
        log.Message(new LogMessage("client", SyslogLevel.Notice, "SESSTMOUT", "rejoining"));

        lines.Lines.ShouldBeEmpty();
    }
}
