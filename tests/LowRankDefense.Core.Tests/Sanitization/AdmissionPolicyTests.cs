using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Core.Tests.Sanitization;

public class AdmissionPolicyTests
{
    private static readonly AdmissionPolicy Immediate = new(new AdmissionOptions());
    private static readonly AdmissionPolicy Probation = new(
        new AdmissionOptions
        {
            Mode = AdmissionMode.Probation,
            HoldEvents = 10,
            HoldFor = TimeSpan.FromMinutes(1),
        }
    );

    [Fact]
    public void Immediate_ShouldPublishAtOnceAndRetract_WhenTheUserTurnsOutFake()
    {
        Immediate.DispositionOf(Standing.Probation, Standing.Probation).ShouldBe(new Disposition(EventFate.Publish, PastFate.Keep));
        Immediate.DispositionOf(Standing.Admitted, Standing.Quarantined).ShouldBe(new Disposition(EventFate.Withhold, PastFate.Retract));
        Immediate.DispositionOf(Standing.Quarantined, Standing.Admitted).ShouldBe(new Disposition(EventFate.Publish, PastFate.Republish));
    }

    [Fact]
    public void Probation_ShouldHoldUntilEnoughIsKnown()
    {
        Next(length: 9, seconds: 59).ShouldBe(Standing.Probation);
        Next(length: 10, seconds: 1).ShouldBe(Standing.Admitted);
        Next(length: 1, seconds: 60).ShouldBe(Standing.Admitted);
        Next(length: 10, seconds: 60, clean: false).ShouldBe(Standing.Probation);
        Next(length: 1, seconds: 1, clean: false, full: true).ShouldBe(Standing.Admitted, "nothing may be lost");
        Probation.DispositionOf(Standing.Probation, Standing.Probation).ShouldBe(new Disposition(EventFate.Hold, PastFate.Keep));
        Probation.DispositionOf(Standing.Probation, Standing.Admitted).ShouldBe(new Disposition(EventFate.Publish, PastFate.Release));
    }

    [Theory]
    [InlineData(Standing.Probation)]
    [InlineData(Standing.Admitted)]
    [InlineData(Standing.Quarantined)]
    public void Fake_ShouldAlwaysLeadToQuarantine(Standing before)
    {
        Immediate.Next(before, Judgement.Fake, clean: false, 20, TimeSpan.Zero, full: false).ShouldBe(Standing.Quarantined);
    }

    private static Standing Next(int length, int seconds, bool clean = true, bool full = false) =>
        Probation.Next(Standing.Probation, Judgement.Open, clean, length, TimeSpan.FromSeconds(seconds), full);
}
