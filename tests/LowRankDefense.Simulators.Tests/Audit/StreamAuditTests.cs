using LowRankDefense.Core.Interactions;
using LowRankDefense.Simulators.Audit;

namespace LowRankDefense.Simulators.Tests.Audit;

/// <summary>Streams without a fault, each with one fault put in: it is caught, and called what it is.</summary>
public sealed class StreamAuditTests
{
    public static TheoryData<string> Mutations => [.. Mutation.All.Select(m => m.What)];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Audit_ShouldCatchAndName(string what)
    {
        var (_, mutate, faults) = Array.Find(Mutation.All, m => m.What == what)!;
        var streams = Consistent();
        mutate(streams);

        var report = streams.Audit();

        report.Balances.ShouldBeFalse(what);
        report.Faults.Keys.ShouldBe(faults, ignoreOrder: true, string.Join('\n', report.Examples));
        foreach (var fault in faults)
            report.Examples.ShouldContain(e => e.StartsWith($"{fault}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Audit_ShouldBalance_WhenNothingIsWrong()
    {
        var streams = Consistent();

        var report = streams.Audit();

        report.Examples.ShouldBeEmpty();
        report.Balances.ShouldBeTrue();
        report.In.ShouldBe(streams.In.Count);
        report.Held.ShouldBe(3);
        report.Rejected.ShouldBe(new Dictionary<string, long>(StringComparer.Ordinal) { ["malformed"] = 1, ["duplicate"] = 1 }, ignoreOrder: true);
        // "fake" 8 retracted and 4 withheld; "forgotten" 24 retracted, of which 13 were published again; "convicted" 6 withheld.
        report.Quarantined.ShouldBe(12 + 11 + 6);
    }

    [Fact]
    public void Audit_ShouldNameEveryKindOfFault_InTheseTests() =>
        Mutation.All.SelectMany(m => m.Faults).Distinct().ShouldBe(Enum.GetValues<AuditFault>(), ignoreOrder: true);

    [Fact]
    public void Examples_ShouldBeFew_WhenTheFaultIsEverywhere()
    {
        var streams = Consistent();
        streams.Sanitized.AddRange(streams.PublishedOf("genuine"));

        var report = streams.Audit();

        report.Doubled.ShouldBe(12);
        report.Examples.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FutureDatedRecord_ShouldPass_WhetherItIsRejectedOrComesOfAge(bool rejected)
    {
        var streams = new Streams();
        var late = new Interaction("late", "u", "i", 1, Streams.SentAt + (long)TimeSpan.FromDays(1).TotalMilliseconds);
        var sent = streams.Send(0, "u", InteractionWriter.Write(late));
        if (rejected)
            streams.Reject(sent, "future-dated");
        else
            streams.Sanitized.Add(new("u", late));

        streams.Audit().Examples.ShouldBeEmpty();
    }

    [Fact]
    public void RepeatedId_ShouldPass_WhenItIsOlderThanTheDuplicateWindow()
    {
        var guard = new MiniGuard(holds: false);
        for (var e = 0; e < 20; e++)
            guard.Send("u");
        var streams = guard.End();
        var again = streams.PublishedOf("u")[0];
        streams.Send(0, "u", InteractionWriter.Write(again.Event!.Value));
        streams.Sanitized.Add(again);

        streams.Audit().Examples.ShouldBeEmpty();
    }

    [Fact]
    public void EqualIds_ShouldPass_WhenTheyAreOfDifferentUsers()
    {
        var streams = new Streams();
        foreach (var user in new[] { "a", "b" })
        {
            var interaction = new Interaction("same", user, "i", 1, 1);
            streams.Send(0, user, InteractionWriter.Write(interaction));
            streams.Sanitized.Add(new(user, interaction));
        }

        streams.Audit().Examples.ShouldBeEmpty();
    }

    [Fact]
    public void Retraction_ShouldBeNeedless_WhenNothingHadBeenPublished()
    {
        var guard = new MiniGuard(holds: true);
        for (var e = 0; e < 5; e++)
            guard.Send("u");
        guard.Send("u", fake: true);
        guard.Send("u", fake: false);

        guard.End().Audit().Examples.ShouldBeEmpty();
    }

    // One user of each fate.
    private static Streams Consistent()
    {
        var guard = new MiniGuard(holds: false);
        for (var e = 0; e < 12; e++)
            guard.Send("genuine", e == 8 ? false : null);
        guard.SendAgain("genuine");
        guard.SendNoise("genuine");
        for (var e = 0; e < 12; e++)
            guard.Send("fake", e == 8 ? true : null);
        for (var e = 0; e < 14; e++)
            guard.Send(
                "reinstated",
                e switch
                {
                    8 => true,
                    11 => false,
                    _ => null,
                }
            );
        for (var e = 0; e < 30; e++)
            guard.Send(
                "forgotten",
                e switch
                {
                    24 => true,
                    26 => false,
                    _ => null,
                }
            );
        var streams = guard.End();
        Hold(streams, "held", 3);
        Convict(streams, "convicted", 6);
        return streams;
    }

    private static void Hold(Streams streams, string user, int events)
    {
        for (var e = 0; e < events; e++)
            streams.Held.Add(Event(streams, user));
    }

    private static void Convict(Streams streams, string user, int events)
    {
        for (var e = 0; e < events; e++)
            streams.Quarantined.Add(Event(streams, user));
        streams.Verdicts.Add((user, true));
    }

    private static Streams.Record Event(Streams streams, string user)
    {
        var interaction = new Interaction($"e-{streams.In.Count}", user, "i", 1, 1);
        streams.Send(0, user, InteractionWriter.Write(interaction));
        return new(user, interaction);
    }
}
