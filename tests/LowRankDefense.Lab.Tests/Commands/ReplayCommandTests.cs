using System.Text.Json;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.TestKit.Brokers;

namespace LowRankDefense.Lab.Tests.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TinyData tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public async Task Replay_ShouldMeasureThroughput_SayWhatWasCaught_AndAccountForEveryEvent()
    {
        // 45,000 events in small transactions: enough to measure.
        var (run, result) = await Replay(
            ["--attack", "average", "--share", "0.05", "--targets", "i3,i44", "--rounds", "2", "--repeat", "10", "--profile"],
            ["Pipeline:CycleEvents=500"]
        );

        run.Output.ShouldContain("Round 1: worker");
        run.Output.ShouldContain("Round 2: worker");
        NumberOf(result, "fakes_before_alert").ShouldBeNull("all fakes were there before the worker");
        run.Output.ShouldContain("--rate sends it meanwhile");
        ShouldBeAccountedFor(result, tiny.Ratings.Count * 10);
        result.GetProperty("detector").GetString().ShouldStartWith("detector-");
        result.GetProperty("rounds").GetInt32().ShouldBe(2);
        foreach (var side in new[] { "", "bare_" })
        {
            var (median, lowest, highest) = (
                NumberOf(result, $"{side}events_per_s"),
                NumberOf(result, $"{side}events_per_s_lowest"),
                NumberOf(result, $"{side}events_per_s_highest")
            );
            lowest!.Value.ShouldBeInRange(1, median!.Value);
            median.Value.ShouldBeLessThanOrEqualTo(highest!.Value);
            NumberOf(result, $"{side}cpu_us_per_event")!.Value.ShouldBePositive();
            NumberOf(result, $"{side}broker_cpu_us_per_event")!.Value.ShouldBePositive();
        }

        NumberOf(result, "ratio")!.Value.ShouldBeInRange(NumberOf(result, "ratio_lowest")!.Value, NumberOf(result, "ratio_highest")!.Value);
        NumberOf(result, "allocated_bytes_per_event")!.Value.ShouldBePositive();
        result.GetProperty("fakes_injected").GetInt32().ShouldBe(150);
        NumberOf(result, "recall")!.Value.ShouldBeInRange(0, 1);
        NumberOf(result, "false_positive_rate")!.Value.ShouldBeInRange(0, 1);
        result.GetProperty("targets").EnumerateArray().Select(t => t.GetString()).ShouldBe(["i3", "i44"]);
        NumberOf(result, "target_exposure_unguarded")!.Value.ShouldBeInRange(0.01, 1, "fakes push them");
        NumberOf(result, "target_exposure")!.Value.ShouldBeInRange(0, 1);
        NumberOf(result, "bytes_per_event_interactions")!.Value.ShouldBeInRange(60, 120);
        NumberOf(result, "bytes_per_event_changelog")!.Value.ShouldBePositive();
        NumberOf(result, "profile_loop_consume")!.Value.ShouldBeInRange(0, 1);
        NumberOf(result, "profile_sender_commit")!.Value.ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task Replay_ShouldSayInWords_WhatTooFewEventsCannotShow()
    {
        var (run, result) = await Replay(["--rounds", "1", "--profile"], []);

        foreach (var figure in new[] { "events_per_s", "bare_events_per_s", "ratio", "cpu_us_per_event", "recall", "targets", "target_exposure" })
            NumberOf(result, figure).ShouldBeNull(figure);
        run.Output.ShouldContain("fewer than ten commits");
        run.Output.ShouldContain("No profile");
        ShouldBeAccountedFor(result, tiny.Ratings.Count);
    }

    [Fact]
    public async Task Replay_ShouldMeasureLatencyInstead_WhenThereIsARate()
    {
        var (run, result) = await Replay(["--rate", "2000", "--attack", "average", "--share", "0.05", "--targets", "i3,i44,i62,i7,i80"], []);

        ShouldBeAccountedFor(result, tiny.Ratings.Count);
        result.TryGetProperty("events_per_s", out _).ShouldBeFalse();
        result.TryGetProperty("ratio", out _).ShouldBeFalse();
        result.GetProperty("rate_asked").GetDouble().ShouldBe(2_000);
        run.Output.Contains("The sender held", StringComparison.Ordinal).ShouldBe(NumberOf(result, "rate") < 0.98 * 2_000);
        var sent = NumberOf(result, "sent")!.Value;
        NumberOf(result, "latency_events")!.Value.ShouldBeInRange(0.6 * sent, 0.79 * sent);
        var p50 = NumberOf(result, "latency_p50_ms")!.Value;
        p50.ShouldBePositive();
        NumberOf(result, "latency_p99_ms")!.Value.ShouldBeInRange(p50, NumberOf(result, "latency_max_ms")!.Value);
        // Whether a patrol falls into so short an attack is chance.
        foreach (var before in new[] { "fakes_before_alert", "events_before_alert" })
        {
            NumberOf(result, before).HasValue.ShouldBe(NumberOf(result, "campaign_targets_named") > 0);
            (NumberOf(result, before) ?? 0).ShouldBeInRange(0, 1);
        }
    }

    [Fact]
    public async Task Replay_ShouldRefuseAMultipleOfNothing()
    {
        var run = await LabRun.Of("replay", "--data", tiny.Data, "--rate", "0.5x", "--rounds", "1", "--baseline", "false");

        run.ShouldHaveFailed(2, "--rate", "too few events", "--repeat");
    }

    [Fact]
    public async Task Replay_ShouldSayThatNothingCanBeCaught_WhenThereAreTooFewUsersForADetector()
    {
        var few = tiny.File("few.csv", "user,item\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"u{i},i{i % 7}\n")));

        var run = await LabRun.Of("replay", "--data", few, "--rounds", "1", "--baseline", "false").WaitAsync(TimeSpan.FromMinutes(2));

        run.ShouldHaveDoneIt();
        run.Output.ShouldContain("pca-svm is not in force");
        run.Output.ShouldContain("Refresh:MinimumUsers is 500", customMessage: "and no recommendations are waited for");
    }

    [Theory]
    [InlineData("", "not shown average")]
    [InlineData("Training:LeftOut=random", "not shown random")]
    public async Task Replay_ShouldNotShowTheDetectorsTheAttack_UnlessItIsToldWhatNotTo(string setting, string expected)
    {
        string[] few = ["--attack", "average", "--share", "0.05", "--rounds", "1", "--baseline", "false"];

        var (run, _) = await Replay(few, setting.Length == 0 ? [] : [setting]);

        run.Output.ShouldContain(expected);
    }

    [Fact]
    public async Task ReplayThatIsStopped_ShouldSayThatTheNextOneBeginsAnew()
    {
        var broker = new EmbeddedBrokerFixture();
        await broker.InitializeAsync();
        try
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(8));

            var run = await LabRun.Until(stop.Token, "replay", "--data", tiny.Data, "--rate", "100", "--bootstrap", broker.BootstrapServers);

            run.ShouldHaveFailed(1, "stopped");
            run.Output.ShouldContain("stay on the broker, as replay-");
            run.Output.ShouldContain("begins anew");
        }
        finally
        {
            await broker.DisposeAsync();
        }
    }

    [Fact]
    public async Task Replay_ShouldSendNothing_WhenASettingIsBad()
    {
        var broker = new EmbeddedBrokerFixture();
        await broker.InitializeAsync();
        try
        {
            var run = await LabRun.Of("replay", "--data", tiny.Data, "--bootstrap", broker.BootstrapServers, "--set", "Verdicts:MinimumEvent=3");

            run.Code.ShouldBe(2);
            run.Errors.ShouldContain("Verdicts:MinimumEvent: there is no such option");
            run.Errors.ShouldNotContain("   at ");
            TopicDump.Read(broker.BootstrapServers, "interactions", _ => { }).ShouldBe(0);
        }
        finally
        {
            await broker.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("--rounds", "2")]
    [InlineData("--rate", "2000")]
    public async Task Replay_ShouldCountItsOwnEventsAlone_InATopicThatWasThere(params string[] options)
    {
        var broker = new EmbeddedBrokerFixture();
        await broker.InitializeAsync();
        try
        {
            await Clients.EnsureTopic(broker.BootstrapServers, "shop", 3);
            var others = Enumerable.Range(0, 500).Select(i => new Interaction($"o-{i}", $"other-{i % 50}", $"i{i % 80}", 1, 1_700_000_000_000 + i));
            EventSender.Send(broker.BootstrapServers, "shop", others, perSecond: 0, _ => { }, CancellationToken.None);
            string[] there = ["--bootstrap", broker.BootstrapServers, "--set", "Topics:Interactions=shop"];
            (await LabRun.Of(["replay", "--data", tiny.Data, .. there])).ShouldHaveFailed(2, "shop is there already", "--into-existing");
            TopicDump.Read(broker.BootstrapServers, "shop", _ => { }).ShouldBe(500, "nothing was written");

            var (_, result) = await Replay([.. options, .. there, "--into-existing", "--attack", "average", "--share", "0.05"], []);

            ShouldBeAccountedFor(result, tiny.Ratings.Count);
            NumberOf(result, "bytes_per_event_interactions")!.Value.ShouldBeInRange(60, 120);
        }
        finally
        {
            await broker.DisposeAsync();
        }
    }

    [Fact]
    public async Task Replay_ShouldEnd_WhenItIsStopped()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        var run = await LabRun.Until(stop.Token, "replay", "--data", tiny.Data, "--rate", "100").WaitAsync(TimeSpan.FromSeconds(30));

        run.ShouldHaveFailed(1, "stopped");
    }

    private async Task<(LabRun Run, JsonElement Result)> Replay(string[] options, string[] settings)
    {
        var json = tiny.PathOf("out.json");
        string[] refresh = ["Refresh:Period=00:00:01", "Refresh:MinimumUsers=60", "Refresh:Rank=4"];
        var run = await LabRun.Of([
            "replay",
            "--data",
            tiny.Data,
            "--json",
            json,
            .. options,
            .. refresh.Concat(settings).SelectMany(s => new[] { "--set", s }),
        ]);
        run.ShouldHaveDoneIt();
        return (run, LabRun.Json(json));
    }

    private static void ShouldBeAccountedFor(JsonElement result, int genuine)
    {
        var sent = genuine + result.GetProperty("fake_interactions").GetInt32();
        result.GetProperty("balanced").GetBoolean().ShouldBeTrue();
        result.GetProperty("sent").GetInt32().ShouldBe(sent);
        result.GetProperty("in").GetInt32().ShouldBe(sent);
        result.GetProperty("missing").GetInt32().ShouldBe(0);
        result.GetProperty("doubled").GetInt32().ShouldBe(0);
        result.GetProperty("users").GetInt32().ShouldBePositive();
        result.GetProperty("recommended").GetInt32().ShouldBe(result.GetProperty("users").GetInt32());
    }

    private static double? NumberOf(JsonElement result, string name) =>
        result.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
