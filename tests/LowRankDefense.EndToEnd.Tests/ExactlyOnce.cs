using System.Globalization;
using LowRankDefense.Core.Interactions;
using LowRankDefense.EndToEnd.Tests.Processes;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EndToEnd.Tests;

/// <summary>A worker that is killed again and again loses nothing and does nothing twice.</summary>
public abstract class ExactlyOnce(BrokerFixture broker) : IDisposable
{
    private const int Events = 300_000;
    private const int Users = 5_000;
    private const int Kills = 10;
    private readonly string state = Directory.CreateTempSubdirectory("lowrank-test-").FullName;

    public void Dispose()
    {
        Directory.Delete(state, recursive: true);
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task Worker_ShouldLoseNothingAndDoubleNothing_WhenKilledTenTimes()
    {
        Skip.If(broker.SkipReason is not null, broker.SkipReason);
        var topics = new TopicOptions();
        await Clients.EnsureTopic(broker.BootstrapServers, topics.Interactions, topics.Partitions);
        var sending = Task.Run(() =>
            EventSender.Send(broker.BootstrapServers, topics.Interactions, Stream(), perSecond: 12_000, _ => { }, CancellationToken.None)
        );

        var log = await KillAgainAndAgain();
        using (WorkerProcess.Start(Settings()))
        {
            await sending;
            using var lag = new Lag(broker.BootstrapServers, new KafkaOptions().GroupId, topics.Interactions);
            await lag.WaitFor(Events, _ => { }, CancellationToken.None);
        }

        var report = StreamAuditor.Audit(broker.BootstrapServers, topics);
        report.In.ShouldBe(Events);
        report.Missing.ShouldBe(0, string.Join('\n', report.Examples) + log);
        report.Doubled.ShouldBe(0, string.Join('\n', report.Examples) + log);
        report.Balances.ShouldBeTrue();
    }

    private async Task<string> KillAgainAndAgain()
    {
        var random = new SeededRandom(20);
        var log = "";
        for (var kill = 0; kill < Kills; kill++)
        {
            using var worker = WorkerProcess.Start(Settings());
            await Task.Delay(1_500 + random.NextInt(1_500));
            worker.HasExited.ShouldBeFalse("the worker ended by itself: " + worker.Log);
            worker.Kill();
            log = worker.Log;
        }

        return log;
    }

    private static IEnumerable<Interaction> Stream()
    {
        var random = new SeededRandom(7);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        for (var i = 0; i < Events; i++)
        {
            var user = random.NextInt(Users).ToString(CultureInfo.InvariantCulture);
            var item = random.NextInt(2_000).ToString(CultureInfo.InvariantCulture);
            yield return new Interaction($"e-{i}", "u-" + user, "i-" + item, 1f, now);
        }
    }

    private string[] Settings() =>
        [
            $"Kafka:BootstrapServers={broker.BootstrapServers}",
            "Kafka:SessionTimeout=00:00:06",
            $"State:Directory={state}",
            "Http:Port=0",
            "Refresh:Enabled=false",
            "Pipeline:CycleInterval=00:00:00.050",
        ];
}
