using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Telemetry;
using LowRankDefense.Streaming.Tests.Harness;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Streaming.Tests.Refresh;

public sealed class RefreshJobTests : IDisposable
{
    private readonly RecordingProducer producer = new();
    private readonly WorkerMetrics metrics = new();
    private readonly CollectedLog log = new();
    private readonly List<string> calls = [];

    public void Dispose() => producer.Dispose();

    [Fact]
    public void Steps_ShouldAllCompute_ThenAllPublishInOneTransaction()
    {
        var job = Job(new Step("one", calls), new Step("two", calls));

        Run(job);

        calls.ShouldBe(["compute one", "compute two", "publish one", "publish two"]);
        producer.Calls.ShouldBe(["begin", "commit"]);
        producer.Sent.Select(r => r.Topic).ShouldBe(["one", "two"]);
        (metrics.Refreshes.Value, job.Step).ShouldBe((1, "publish"));
        log.Lines.ShouldContain(l => l.Contains("Refreshed from 3 users and 5 interactions"));
    }

    [Fact]
    public void FailingComputation_ShouldPublishNothing_AndBeKnownByItsStep()
    {
        var job = Job(new Step("one", calls), new Step("two", calls) { FailsToCompute = true }, new Step("three", calls));

        Should.Throw<InvalidOperationException>(() => Run(job)).Message.ShouldBe("two");

        job.Step.ShouldBe("two");
        calls.ShouldBe(["compute one", "compute two"]);
        producer.Calls.ShouldBeEmpty();
        producer.Sent.ShouldBeEmpty();
        metrics.Refreshes.Value.ShouldBe(0);
    }

    [Fact]
    public void FailingPublication_ShouldAbortTheTransaction()
    {
        var job = Job(new Step("one", calls), new Step("two", calls) { FailsToPublish = true });

        Should.Throw<InvalidOperationException>(() => Run(job));

        job.Step.ShouldBe("publish");
        producer.Calls.ShouldBe(["begin", "abort"]);
        metrics.Refreshes.Value.ShouldBe(0);
    }

    [Fact]
    public void FailingCommit_ShouldAbortTheTransaction_AndLetTheNextRefreshTry()
    {
        var failures = 1;
        producer.Failure = call =>
            call == "commit" && failures-- > 0 ? new KafkaTxnRequiresAbortException(new Error(ErrorCode.InvalidTxnState)) : null;
        var job = Job(new Step("one", calls));

        Should.Throw<KafkaTxnRequiresAbortException>(() => Run(job));
        Run(job);

        producer.Calls.ShouldBe(["begin", "commit", "abort", "begin", "commit"]);
        metrics.Refreshes.Value.ShouldBe(1);
    }

    [Fact]
    public void EveryRefresh_ShouldDrawFromTheSameSeed()
    {
        var draws = new List<ulong>();
        var job = Job(new Step("one", calls) { Draw = draws });

        Run(job);
        Run(job);

        draws[0].ShouldBe(draws[1]);
    }

    private void Run(RefreshJob job) => job.Publish(job.Compute(Snapshots.Three(), CancellationToken.None), producer);

    private RefreshJob Job(params IRefreshStep[] steps) =>
        new(steps, new RefreshOptions(), metrics, new FakeTimeProvider(Snapshots.Now), log.For<RefreshJob>());

    private sealed class Step(string name, List<string> calls) : IRefreshStep
    {
        public bool FailsToCompute { get; init; }

        public bool FailsToPublish { get; init; }

        public List<ulong> Draw { get; init; } = [];

        public string Name => name;

        public void Compute(RefreshRun run, CancellationToken stop)
        {
            calls.Add($"compute {name}");
            Draw.Add(run.Random.NextUInt64());
            run.Now.ShouldBe(Snapshots.Now.ToUnixTimeMilliseconds());
            if (FailsToCompute)
                throw new InvalidOperationException(name);
        }

        public void Publish(RefreshRun run, Outbox outbox)
        {
            calls.Add($"publish {name}");
            outbox.Send(name, 0, [1], [2]);
            if (FailsToPublish)
                throw new InvalidOperationException(name);
        }
    }
}
