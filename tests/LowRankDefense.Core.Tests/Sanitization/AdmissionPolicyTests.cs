using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Core.Tests.Sanitization;

public class AdmissionPolicyTests
{
    private const long Minute = 60_000;
    private const long Start = 5_000_000;
    private static readonly AdmissionPolicy Immediate = new(new AdmissionOptions());
    private static readonly AdmissionPolicy Probation = new(
        new AdmissionOptions
        {
            Mode = AdmissionMode.Probation,
            HoldEvents = 10,
            HoldFor = TimeSpan.FromMilliseconds(Minute),
        }
    );

    [Theory]
    [InlineData(UserStatus.Probation, Classification.Undecided, UserStatus.Probation, EventAction.Publish, HistoryAction.Keep)]
    [InlineData(UserStatus.Probation, Classification.Genuine, UserStatus.Admitted, EventAction.Publish, HistoryAction.Release)]
    [InlineData(UserStatus.Probation, Classification.Fake, UserStatus.Quarantined, EventAction.Withhold, HistoryAction.Retract)]
    [InlineData(UserStatus.Admitted, Classification.Undecided, UserStatus.Admitted, EventAction.Publish, HistoryAction.Keep)]
    [InlineData(UserStatus.Admitted, Classification.Genuine, UserStatus.Admitted, EventAction.Publish, HistoryAction.Keep)]
    [InlineData(UserStatus.Admitted, Classification.Fake, UserStatus.Quarantined, EventAction.Withhold, HistoryAction.Retract)]
    [InlineData(UserStatus.Quarantined, Classification.Undecided, UserStatus.Quarantined, EventAction.Withhold, HistoryAction.Keep)]
    [InlineData(UserStatus.Quarantined, Classification.Genuine, UserStatus.Admitted, EventAction.Publish, HistoryAction.Republish)]
    [InlineData(UserStatus.Quarantined, Classification.Fake, UserStatus.Quarantined, EventAction.Withhold, HistoryAction.Keep)]
    public void Immediate_ShouldPublishAtOnce_AndUndoWhatTurnsOutWrong(
        UserStatus before,
        Classification classification,
        UserStatus after,
        EventAction own,
        HistoryAction history
    )
    {
        Immediate
            .Decide(Profile(before, items: 20), classification, clean: classification != Classification.Fake, now: Start)
            .ShouldBe(new AdmissionDecision(after, own, history));
    }

    [Theory]
    [InlineData(9, Minute - 1, true, UserStatus.Probation)]
    [InlineData(10, 1, true, UserStatus.Admitted)]
    [InlineData(1, Minute, true, UserStatus.Admitted)]
    [InlineData(10, Minute, false, UserStatus.Probation)]
    public void Probation_ShouldHold_UntilEnoughIsKnownAndNothingSpeaksForAFake(int items, long age, bool clean, UserStatus expected)
    {
        var decision = Probation.Decide(Profile(UserStatus.Probation, items), Classification.Undecided, clean, now: Start + age);

        decision.Status.ShouldBe(expected);
        (decision.Event, decision.History).ShouldBe(
            expected == UserStatus.Probation ? (EventAction.Hold, HistoryAction.Keep) : (EventAction.Publish, HistoryAction.Release)
        );
    }

    [Fact]
    public void Immediate_ShouldReleaseWhatTheOtherModeHasHeld()
    {
        var profile = Profile(UserStatus.Probation, items: 3);
        profile.Held = 2;

        Immediate
            .Decide(profile, Classification.Undecided, clean: true, now: 0)
            .ShouldBe(new AdmissionDecision(UserStatus.Probation, EventAction.Publish, HistoryAction.Release));
    }

    [Fact]
    public void Probation_ShouldNotEndEarly_ForBeingFoundGenuine()
    {
        Probation.Decide(Profile(UserStatus.Probation, 9), Classification.Genuine, clean: true, now: Start + 1).Status.ShouldBe(UserStatus.Probation);
    }

    [Fact]
    public void Probation_ShouldEnd_WhenTheProfileCanHoldNoMore()
    {
        var full = Profile(UserStatus.Probation, items: 1);
        full.Held = new ProfileOptions().Capacity - 1;

        Probation.Decide(full, Classification.Undecided, clean: false, now: Start + 1).Status.ShouldBe(UserStatus.Admitted, "nothing may be lost");
        full.Held--;
        Probation.Decide(full, Classification.Undecided, clean: false, now: Start + 1).Status.ShouldBe(UserStatus.Probation);
    }

    [Fact]
    public void Probation_ShouldKeepWhoWasAdmitted()
    {
        Probation
            .Decide(Profile(UserStatus.Admitted, 1), Classification.Undecided, clean: true, now: Start + 1)
            .ShouldBe(new AdmissionDecision(UserStatus.Admitted, EventAction.Publish, HistoryAction.Keep));
    }

    [Fact]
    public void ReviewAt_ShouldBeTheEndOfTheProbation_AndNeverNow()
    {
        Probation.ReviewAt(100).ShouldBe(100 + Minute);
        new AdmissionPolicy(new AdmissionOptions { HoldFor = TimeSpan.Zero }).ReviewAt(100).ShouldBe(101);
    }

    private static UserProfile Profile(UserStatus status, int items)
    {
        var profile = new UserProfile("u", new ProfileOptions()) { Status = status, FirstSeen = Start };
        for (var i = 0; i < items; i++)
            profile.Append(new ProfileEvent($"e-{i}", $"i-{i}", 1f, 0), []);
        return profile;
    }
}
