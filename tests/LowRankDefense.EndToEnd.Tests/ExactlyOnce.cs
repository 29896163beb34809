using LowRankDefense.EndToEnd.Tests.Guarding;
using LowRankDefense.EndToEnd.Tests.Processes;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.EndToEnd.Tests;

/// <summary>A worker with a detector in force that dies, anywhere and at every point where its state and the broker's could part, loses nothing and does nothing twice.</summary>
public abstract class ExactlyOnce(BrokerFixture broker) : IDisposable
{
    private const int Rate = 9_000;
    private const int RandomKills = 8;
    private const int Convictions = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("lowrank-test-").FullName;
    private readonly string id = Guid.NewGuid().ToString("N")[..8];
    private readonly TopicOptions topics = new();
    private readonly GuardedStream stream = new();
    private int loops = 2;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [SkippableFact]
    public async Task Worker_ShouldLoseNothingAndDoubleNothing_WhenKilledAtRandom()
    {
        var sending = await BeginStream();
        var random = new SeededRandom(20);
        for (var kill = 0; kill < RandomKills; kill++)
        {
            using var worker = WorkerProcess.Start(Settings());
            await Task.Delay(1_500 + random.NextInt(1_500));
            worker.HasExited.ShouldBeFalse("the worker ended by itself: " + worker.Log);
            worker.Kill();
        }

        using var last = WorkerProcess.Start(Settings());
        await FinishStream(sending);
        await AllIsAccountedFor(convicted: "a", reinstated: null);
    }

    [SkippableFact]
    public async Task Worker_ShouldLoseNothingAndDoubleNothing_WhenItDiesAtEveryNamedPoint()
    {
        // Which time a point is reached is only known of one loop.
        loops = 1;
        var sending = await BeginStream();
        await DiesAt(PipelinePoint.Assigned, 1);
        await DiesAt(PipelinePoint.Produced, 3);
        await DiesAt(PipelinePoint.Committed, 3);
        await DiesAt(PipelinePoint.Stored, 3);
        // Profiles of one partition alone may be stored by now: there is one slice for certain.
        await DiesAt(PipelinePoint.SweptSlice, 1);
        // The first adoption is that of the detector found at the start; the second comes while the loop runs, and turns the verdicts round.
        await DiesAt(PipelinePoint.DetectorsAdopted, 2, PublishSecondDetector);
        await DiesAt(PipelinePoint.SweptSlice, 3);
        await DiesWhileRebalancing();

        using var last = WorkerProcess.Start(Settings());
        await FinishStream(sending);
        await AllIsAccountedFor(convicted: "b", reinstated: "a");
    }

    private async Task<Task<long>> BeginStream()
    {
        Skip.If(broker.SkipReason is not null, broker.SkipReason);
        await Clients.EnsureTopic(broker.BootstrapServers, topics.Interactions + id, topics.Partitions);
        await Clients.EnsureTopic(broker.BootstrapServers, topics.Models + id, 1);
        PlainDetectors.Publish(broker.BootstrapServers, topics.Models + id, PlainDetectors.Against("a", $"first-{id}", GuardedStream.Items));
        return Task.Run(() =>
            EventSender.Send(broker.BootstrapServers, topics.Interactions + id, stream.Events(), Rate, _ => { }, CancellationToken.None)
        );
    }

    private async Task FinishStream(Task<long> sending)
    {
        stream.Enough();
        var events = await sending;
        using var lag = new Lag(broker.BootstrapServers, GroupId, topics.Interactions + id);
        await lag.WaitFor(events, _ => { }, CancellationToken.None);
    }

    private async Task DiesAt(PipelinePoint point, int time, Func<Task>? whileItRuns = null)
    {
        var witness = Path.Combine(folder, $"{Guid.NewGuid():N}.witness");
        using var worker = WorkerProcess.StartDoomed(Settings(), point, time, witness);
        if (whileItRuns is not null)
        {
            await worker.Says("owns partition", Patience);
            await whileItRuns();
        }

        await DiedAt(worker, point, time, witness);
    }

    private async Task DiesWhileRebalancing()
    {
        var witness = Path.Combine(folder, $"{Guid.NewGuid():N}.witness");
        using var worker = WorkerProcess.StartDoomed(Settings(), PipelinePoint.Revoking, 1, witness);
        await worker.Says("owns partition", Patience);
        // A second worker comes: the first is to give up half of its partitions.
        using var second = WorkerProcess.Start(Settings("worker-1"));
        await DiedAt(worker, PipelinePoint.Revoking, 1, witness);
        await second.Says("owns partition", Patience);
        second.Kill();
    }

    private static async Task DiedAt(WorkerProcess worker, PipelinePoint point, int time, string witness)
    {
        (await worker.EndsWithin(Patience)).ShouldBeTrue($"the worker never came to {point} for the {time}. time: {worker.Log}");
        File.Exists(witness).ShouldBeTrue($"the worker ended before it came to {point}: {worker.Log}");
        (await File.ReadAllTextAsync(witness)).ShouldBe($"{point}:{time}");
    }

    // Once the first has convicted so many that there is something to take back.
    private async Task PublishSecondDetector()
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (Convicted(PublishedVerdicts.Read(broker.BootstrapServers, topics.Verdicts + id)).Count < Convictions)
        {
            Environment.TickCount64.ShouldBeLessThan(until, "the first detector convicts too few");
            await Task.Delay(200);
        }

        PlainDetectors.Publish(broker.BootstrapServers, topics.Models + id, PlainDetectors.Against("b", $"second-{id}", GuardedStream.Items));
    }

    private async Task AllIsAccountedFor(string convicted, string? reinstated)
    {
        var verdicts = await Settled(convicted, reinstated);
        var report = StreamAuditor.Audit(broker.BootstrapServers, Named());
        report.Missing.ShouldBe(0, string.Join('\n', report.Examples));
        report.Doubled.ShouldBe(0, string.Join('\n', report.Examples));
        report.Balances.ShouldBeTrue(string.Join('\n', report.Examples));
        report.Held.ShouldBe(GuardedStream.HeldAtTheEnd);
        report.Quarantined.ShouldBeGreaterThan(0);
        if (reinstated is not null)
            GuardedStream
                .Fakes(reinstated)
                .Count(u => verdicts[u].Exists(v => v.Verdict == "fake"))
                .ShouldBeGreaterThanOrEqualTo(Convictions, "users to be reinstated");
    }

    // The last profiles may still be looked at again when the last event is committed.
    private async Task<Dictionary<string, List<(string Verdict, string? Model)>>> Settled(string convicted, string? reinstated)
    {
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            var verdicts = PublishedVerdicts.Read(broker.BootstrapServers, topics.Verdicts + id);
            var fakes = Convicted(verdicts);
            var settled = fakes.SetEquals(GuardedStream.Fakes(convicted));
            if (settled || Environment.TickCount64 > until)
            {
                fakes.ShouldBe(GuardedStream.Fakes(convicted), ignoreOrder: true);
                return verdicts;
            }

            await Task.Delay(500);
        }
    }

    private static HashSet<string> Convicted(Dictionary<string, List<(string Verdict, string? Model)>> verdicts) =>
        verdicts.Where(v => v.Value[^1].Verdict == "fake").Select(v => v.Key).ToHashSet(StringComparer.Ordinal);

    private string GroupId => "group-" + id;

    private TopicOptions Named() =>
        topics with
        {
            Interactions = topics.Interactions + id,
            Rejected = topics.Rejected + id,
            Sanitized = topics.Sanitized + id,
            Quarantined = topics.Quarantined + id,
            Verdicts = topics.Verdicts + id,
            Changelog = topics.Changelog + id,
        };

    private string[] Settings(string instance = "worker-0") =>
        [
            $"Kafka:BootstrapServers={broker.BootstrapServers}",
            $"Kafka:GroupId={GroupId}",
            $"Kafka:InstanceId={instance}",
            "Kafka:SessionTimeout=00:00:06",
            "Kafka:TransactionTimeout=00:00:06",
            .. new[] { "Interactions", "Rejected", "Sanitized", "Quarantined", "Verdicts", "Changelog", "Models" }.Select(t =>
                $"Topics:{t}={typeof(TopicOptions).GetProperty(t)!.GetValue(topics)}{id}"
            ),
            $"State:Directory={Path.Combine(folder, instance)}",
            "Http:Port=0",
            "Refresh:Enabled=false",
            "Admission:Mode=Probation",
            $"Pipeline:Loops={loops}",
            "Pipeline:CycleInterval=00:00:00.050",
            "Pipeline:SweepProfiles=100",
        ];
}
