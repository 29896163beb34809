using System.Text;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Stages;

public sealed class SanitizeStageTests : IDisposable
{
    private static readonly StubDetector Strict = new();
    private static readonly StubDetector Mild = new(version: "stub-2", threshold: 50f);
    private readonly StageHarness immediate = new();
    private readonly StageHarness probation = new(AdmissionMode.Probation);

    public void Dispose()
    {
        immediate.Dispose();
        probation.Dispose();
    }

    [Fact]
    public void Immediate_ShouldPublishTheOriginalBytesAtOnce()
    {
        byte[] key = [(byte)'u'];
        var value = Encoding.UTF8.GetBytes("""{ "id":"e","user":"u", "item":"i","value":1,"timestamp":1, "more":[] }""");

        immediate.Send(key, value);

        var published = immediate.On(StageHarness.Topics.Sanitized).ShouldHaveSingleItem();
        (published.Partition, published.Headers).ShouldBe((StageHarness.Partition, null));
        published.Key.ShouldBeSameAs(key);
        published.Value.ShouldBeSameAs(value);
        Account(immediate).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void Immediate_ShouldRetractAndWithhold_WhenAUserTurnsOutFake()
    {
        immediate.InForce(Strict).SendAll("u", "bad-1", "bad-2", "bad-3", "bad-4");

        immediate.Sanitized.ShouldBe(["e-1", "e-2", "-u"]);
        immediate.Quarantined.ShouldBe(["e-3", "e-4"], "the event at hand is withheld, it was never published");
        var retraction = immediate.On(StageHarness.Topics.Sanitized)[^1];
        retraction.Header(RecordHeaders.Type).ShouldBe(RecordHeaders.Retract);
        retraction.Text.ShouldBe($$"""{"type":"retract","user":"u","events":2,"model":"stub-1","timestamp":{{immediate.Now}}}""");
        Account(immediate).ShouldBe((0, 0, 4));
        (immediate.Counts.Sanitized, immediate.Counts.Quarantined, immediate.Counts.Retractions).ShouldBe((2, 2, 1));
    }

    [Fact]
    public void Retraction_ShouldNotBeRepeated_WhenNothingIsPublished()
    {
        immediate.InForce(Strict).SendAll("u", "bad-1", "bad-2", "bad-3", "bad-4");
        immediate.Review("u");

        immediate.Counts.Retractions.ShouldBe(1);
    }

    [Fact]
    public void Review_ShouldRetractEveryPublishedEvent()
    {
        immediate.SendAll("u", "bad-1", "bad-2", "bad-3");
        immediate.InForce(Strict).Review("u");

        immediate.Sanitized.ShouldBe(["e-1", "e-2", "e-3", "-u"]);
        immediate.Quarantined.ShouldBeEmpty("what was published is retracted and not kept a second time");
        immediate.On(StageHarness.Topics.Sanitized)[^1].Json.GetProperty("events").GetInt64().ShouldBe(3);
    }

    [Fact]
    public void Reinstatement_ShouldPublishEarlierEventsBeforeTheOneAtHand_AndNoneTwice()
    {
        immediate.InForce(Strict).SendAll("u", "bad-1", "bad-2", "bad-3");
        immediate.InForce(Mild).Send("u", "good-1");

        immediate.Sanitized.ShouldBe(["e-1", "e-2", "-u", "e-1", "e-2", "e-3", "e-4"]);
        Account(immediate).ShouldBe((4, 0, 0));
    }

    [Fact]
    public void Reinstatement_ShouldPublishEveryRememberedEvent_WithItsFields()
    {
        immediate.InForce(Strict).SendAll("u", "bad-1", "bad-2", "bad-3");
        immediate.InForce(Mild).Review("u");

        immediate.Sanitized.Skip(3).ShouldBe(["e-1", "e-2", "e-3"]);
        immediate
            .On(StageHarness.Topics.Sanitized)[^1]
            .Text.ShouldBe($$"""{"id":"e-3","user":"u","item":"bad-3","value":1,"timestamp":{{immediate.Now}}}""");
        Account(immediate).ShouldBe((3, 0, 0));
    }

    [Fact]
    public void Probation_ShouldHold_ThenReleaseInOrder_TheEventAtHandLast()
    {
        probation.SendAll("u", "good-1", "good-2", "good-3");
        probation.Sanitized.ShouldBeEmpty();
        Account(probation).ShouldBe((0, 3, 0));

        probation.SendAll("u", "good-4", "good-5");

        probation.Sanitized.ShouldBe(["e-1", "e-2", "e-3", "e-4", "e-5"]);
        Account(probation).ShouldBe((5, 0, 0));
        (probation.Counts.Held, probation.Counts.Sanitized).ShouldBe((3, 5));
    }

    [Fact]
    public void Probation_ShouldWithholdWhatItHeld_WhenAUserTurnsOutFake()
    {
        probation.InForce(Strict).SendAll("u", "bad-1", "bad-2", "bad-3", "bad-4");

        probation.Sanitized.ShouldBeEmpty("nothing was published, so nothing is retracted");
        probation.Quarantined.ShouldBe(["e-1", "e-2", "e-3", "e-4"]);
        Account(probation).ShouldBe((0, 0, 4));
    }

    [Fact]
    public void HeldUser_ShouldBeReleased_WhenTheTimeHasComeThoughNoEventHas()
    {
        probation.SendAll("u", "good-1", "good-2");
        probation.Commit();
        probation.Now += (long)StageHarness.Hold.TotalMilliseconds - 1;
        probation.ReviewDue();
        probation.Sanitized.ShouldBeEmpty();

        probation.Now += 1;
        probation.ReviewDue();

        probation.Sanitized.ShouldBe(["e-1", "e-2"]);
        probation.Commit();
        (probation.Stored("u")!.Published, probation.Stored("u")!.Held).ShouldBe((2L, 0));
    }

    [Fact]
    public void HeldUser_ShouldBeLookedAtAgainLater_WhenTheReviewStillHolds()
    {
        probation.InForce(new StubDetector(threshold: 0.5f)).Send("u", "bad-1");
        probation.Now += (long)StageHarness.Hold.TotalMilliseconds;
        probation.ReviewDue();
        probation.Profile("u").Held.ShouldBe(1, "too short for a verdict, and its score speaks for a fake");
        probation.State.Reviews.HasDue(probation.Now).ShouldBeFalse();

        probation.InForce();
        probation.Now += (long)StageHarness.Hold.TotalMilliseconds;
        probation.ReviewDue();

        probation.Sanitized.ShouldBe(["e-1"]);
    }

    [Fact]
    public void Recover_ShouldPutHeldUsersDown_AndNobodyElse()
    {
        probation.SendAll("held", "good-1");
        probation.SendAll("admitted", "good-1", "good-2", "good-3", "good-4");
        probation.Commit();
        using var restarted = new StageHarness(AdmissionMode.Probation, before: probation);

        restarted.Recover();

        restarted.State.Reviews.HasDue(restarted.Now).ShouldBeFalse();
        restarted.State.Reviews.TryTake(restarted.Now + (long)StageHarness.Hold.TotalMilliseconds, out var user).ShouldBeTrue();
        user.ShouldBe("held");
        restarted.State.Reviews.HasDue(long.MaxValue).ShouldBeFalse();
    }

    [Fact]
    public void HeldEvents_ShouldBePublishedOnce_WhenTheModeIsImmediateAfterARestart()
    {
        probation.SendAll("u", "good-1", "good-2");
        probation.Commit();
        using var restarted = new StageHarness(AdmissionMode.Immediate, before: probation);

        restarted.Send("u", "good-3");
        restarted.InForce(Mild).Send("u", "good-4");

        restarted.Sanitized.ShouldBe(["e-1", "e-2", "e-3", "e-4"]);
        Account(restarted).ShouldBe((4, 0, 0));
    }

    [Fact]
    public void HeldEvents_ShouldBePublishedByAReview_WhenTheModeIsImmediateAfterARestart()
    {
        probation.SendAll("u", "good-1", "good-2");
        probation.Commit();
        using var restarted = new StageHarness(AdmissionMode.Immediate, before: probation);

        restarted.Recover();
        restarted.Now += (long)StageHarness.Hold.TotalMilliseconds;
        restarted.ReviewDue();

        restarted.Sanitized.ShouldBe(["e-1", "e-2"]);
        restarted.Commit();
        (restarted.Stored("u")!.Published, restarted.Stored("u")!.Held).ShouldBe((2L, 0));
    }

    private static (long Published, long Held, long Quarantined) Account(StageHarness of)
    {
        var profile = of.Profile("u");
        return (profile.Published, profile.Held, profile.Quarantined);
    }
}
