using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Evaluation.Timeliness;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Core.Tests.Evaluation.Timeliness;

public class DetectionDelayTests
{
    private static readonly HashSet<string> Fakes = new(StringComparer.Ordinal) { "f1", "f2", "f3" };

    private static readonly Interaction[] Events =
    [
        new("1", "f1", "a", 1f, 10),
        new("2", "u1", "a", 1f, 11),
        new("3", "f1", "b", 1f, 12),
        new("4", "f2", "a", 1f, 20),
        new("5", "f3", "a", 1f, 30),
    ];

    [Fact]
    public void Delay_ShouldCountUpToTheFirstVerdictOnAFake()
    {
        Verdict[] verdicts = [Of("f2", UserStatus.Quarantined, 25), Of("f1", UserStatus.Quarantined, 20), Of("f1", UserStatus.Admitted, 10)];

        DetectionDelay.UntilVerdict(Events, Fakes, verdicts).ShouldBe(new DetectionDelay(Noticed: true, FakeEvents: 3, FakeUsers: 2));
    }

    [Fact]
    public void FalseAlarms_ShouldEndNothing()
    {
        DetectionDelay.UntilVerdict(Events, Fakes, [Of("u1", UserStatus.Quarantined, 11)]).ShouldBe(new DetectionDelay(Noticed: false, 4, 3));
        DetectionDelay
            .UntilAlert(Events, Fakes, [new BurstAlert("x", 1, 11, 2, ["u1", "u2"], [])])
            .ShouldBe(new DetectionDelay(Noticed: false, 4, 3));
    }

    [Fact]
    public void Delay_ShouldCountUpToTheLastConvictionOfTheFirstAlert()
    {
        BurstAlert[] alerts = [new("later", 1, 40, 2, ["f1", "f2"], []), new("first", 5, 12, 2, ["u1", "f1"], [])];

        DetectionDelay.UntilAlert(Events, Fakes, alerts).ShouldBe(new DetectionDelay(Noticed: true, FakeEvents: 2, FakeUsers: 1));
    }

    [Fact]
    public void Delay_ShouldBeZero_WhenThereAreNoEvents() =>
        DetectionDelay.UntilVerdict([], Fakes, []).ShouldBe(new DetectionDelay(Noticed: false, 0, 0));

    [Fact]
    public void Metrics_ShouldCarryTheirDefinitions()
    {
        var metrics = new DetectionDelay(Noticed: true, FakeEvents: 7, FakeUsers: 2).Metrics("alert");

        metrics.Select(m => (m.Name, m.Value)).ShouldBe([("fake_events_before_alert", 7.0), ("fake_users_before_alert", 2.0)]);
        metrics.ShouldAllBe(m => m.Definition.Contains("alert", StringComparison.Ordinal));
    }

    [Fact]
    public void Damage_ShouldSumWhatTheAttackGains()
    {
        Damage.Of([0.1, 0.4, 0.2], [0.1, 0.1, 0.3]).Value.ShouldBe(0.2, 1e-12);
        Damage.Of([], []).Value.ShouldBe(0.0);
    }

    [Fact]
    public void Damage_ShouldBeRefused_WhenExposuresAreNotShares()
    {
        Should.Throw<ArgumentException>(() => Damage.Of([0.1], [])).ParamName.ShouldBe("clean");
        Should.Throw<ArgumentOutOfRangeException>(() => Damage.Of([0.1, double.NaN], [0.1, 0.1])).Message.ShouldContain("refresh 1");
        Should.Throw<ArgumentOutOfRangeException>(() => Damage.Of([0.1], [1.1])).ParamName.ShouldBe("clean");
    }

    private static Verdict Of(string user, UserStatus status, long timestamp) => new(user, status, Deciding: null, 8, [], timestamp);
}
