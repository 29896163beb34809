using System.Globalization;
using System.Text;
using Confluent.Kafka;
using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection.Calibration;
using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Streaming.Tests.Stages;

/// <summary>An event on a full profile takes nothing from the heap, from the bytes of its record to the bytes that are sent.</summary>
public sealed class EventAllocationTests : IDisposable
{
    private const int Users = 4;
    private const int Items = 2_000;

    // More than the ids against which duplicates are recognised: when a round is taken again, none of its events is one.
    private const int Events = Users * 2_560;
    private const long Now = 1_700_000_000_000;
    private readonly ServiceProvider services = Services();
    private readonly PartitionState partition = new(0, new ProfileStore(new InMemoryKeyValueStore(), new ProfileOptions(), cachedProfiles: 100));
    private readonly DroppingOutbox outbox = new();
    private readonly CycleCounts counts = new();

    public void Dispose()
    {
        partition.Dispose();
        services.Dispose();
    }

    [Theory]
    [InlineData("e-{0:D8}", false, UserStatus.Admitted)]
    [InlineData("0f8fad5b-d9cb-469f-a165-7086{0:x8}", false, UserStatus.Admitted)]
    [InlineData("e-{0:D8}", true, UserStatus.Admitted)]
    [InlineData("e-{0:D8}", false, UserStatus.Quarantined)]
    public void Event_ShouldTakeNothingFromTheHeap_OnceProfilesAreFull(string id, bool withHeader, UserStatus status)
    {
        using var scope = services.CreateScope();
        var stages = new StageList(scope.ServiceProvider.GetServices<IStage>(), new WorkerMetrics());
        var context = new EventContext(outbox);
        context.BeginCycle(Now, [Detector(threshold: status == UserStatus.Quarantined ? -1e9f : 1e9f)], counts);
        var records = Records(id, withHeader);
        for (var round = 0; round < 4; round++)
            Process(context, stages, records);
        counts.Clear();
        var sent = outbox.Records;

        var before = GC.GetAllocatedBytesForCurrentThread();
        Process(context, stages, records);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.ShouldBe(0);
        // Were they refused, they would take nothing of what is tested here.
        counts.Accepted.ShouldBe(Events);
        (counts.Sanitized, counts.Quarantined).ShouldBe(status == UserStatus.Quarantined ? (0, Events) : (Events, 0));
        (outbox.Records - sent).ShouldBe(Events);
        partition.Store.Find("u-0")!.Events.Length.ShouldBe(new ProfileOptions().Capacity);
    }

    private void Process(EventContext context, StageList stages, Message<byte[], byte[]>[] records)
    {
        for (var r = 0; r < records.Length; r++)
        {
            partition.Consumed(r);
            context.BeginEvent(partition, records[r], r);
            stages.Process(context);
        }
    }

    private static Message<byte[], byte[]>[] Records(string id, bool withHeader)
    {
        var random = new SeededRandom(1);
        return
        [
            .. Enumerable
                .Range(0, Events)
                .Select(e => new Message<byte[], byte[]>
                {
                    Key = Encoding.UTF8.GetBytes($"u-{e % Users}"),
                    Value = InteractionWriter.Write(
                        new Interaction(
                            string.Format(CultureInfo.InvariantCulture, id, e),
                            $"u-{e % Users}",
                            $"item-{random.NextInt(Items)}",
                            1f + (e % 3),
                            Now
                        )
                    ),
                    Headers = withHeader ? [new Header(RecordHeaders.SchemaVersion, "1"u8.ToArray())] : null,
                }),
        ];
    }

    private static PcaSvmDetector Detector(float threshold)
    {
        const int Rank = 24;
        var random = new SeededRandom(2);
        DenseMatrix Drawn(int rows) => new(rows, Rank, [.. Enumerable.Range(0, rows * Rank).Select(_ => (float)random.NextGaussian())]);
        return new PcaSvmDetector(
            "drawn",
            [.. Enumerable.Range(0, Items).Select(i => $"item-{i}")],
            Drawn(Items),
            new QuadraticForm(Drawn(Rank), new float[Rank], 0f),
            LengthCalibration.Constant(threshold)
        );
    }

    private static ServiceProvider Services() =>
        new ServiceCollection()
            .AddLogging()
            .AddSingleton(new InteractionOptions())
            .AddSingleton(new AdmissionOptions())
            .AddSingleton(new VerdictOptions())
            .AddSingleton(new AlertOptions())
            .AddSingleton(new TopicOptions())
            .AddStreaming()
            .BuildServiceProvider();

    private sealed class DroppingOutbox : IOutbox
    {
        public long Records { get; private set; }

        public void Send(
            string topic,
            int partition,
            byte[]? key,
            byte[]? value,
            Headers? headers = null,
            Action<DeliveryReport<byte[], byte[]>>? delivered = null
        ) => Records++;
    }
}
