using System.Text;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class TrainDetectorCommandTests(EmbeddedBrokerFixture broker) : IClassFixture<EmbeddedBrokerFixture>, IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Detector_ShouldBeWritten_WhenTrainedWithoutLabels()
    {
        var (file, json) = (tiny.PathOf("detector"), tiny.PathOf("out.json"));

        (await LabRun.Of("train-detector", "--data", tiny.Data, "--out", file, "--json", json)).ShouldHaveDoneIt();

        var result = LabRun.Json(json);
        result.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(file).Length);
        result.GetProperty("items").GetInt32().ShouldBe(90);
        result.GetProperty("rank").GetInt32().ShouldBePositive();
        result.GetProperty("detector_version").GetString()!.ShouldStartWith("detector-");
        result.GetProperty("train_seconds").GetDouble().ShouldBePositive();
        result.GetProperty("peak_mb").GetDouble().ShouldBePositive();
    }

    [Fact]
    public async Task Detector_ShouldBePublished_WhenTrainedOnKnownFakes()
    {
        var json = tiny.PathOf("out.json");

        var run = await LabRun.Of(
            "train-detector",
            "--data",
            tiny.Data,
            "--fakes",
            tiny.Fakes(20),
            "--bootstrap",
            broker.BootstrapServers,
            "--json",
            json
        );

        run.ShouldHaveDoneIt();
        var keys = new List<string>();
        TopicDump.Read(broker.BootstrapServers, "models", r => keys.Add(Encoding.UTF8.GetString(r.Message.Key)));
        keys.Count(key => key.EndsWith("/manifest", StringComparison.Ordinal)).ShouldBe(1);
        keys.Count.ShouldBeGreaterThan(1);
    }
}
