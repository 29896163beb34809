using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Simulators.Tests.Audit;

/// <summary>Lives drawn at random: the audit has nothing to say of a guard without a fault, and something of every single fault.</summary>
public sealed class RandomStreamTests
{
    private const int Seeds = 150;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Audit_ShouldBalance_WhateverUsersDo(bool holds)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var report = Draw(holds, (ulong)seed).Audit();

            report.Examples.ShouldBeEmpty($"seed {seed}");
            report.Balances.ShouldBeTrue($"seed {seed}");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Audit_ShouldCatchEveryRecordThatIsPublishedTwice(bool holds) =>
        ForEach(holds, s => s.Sanitized, (list, at) => list.Insert(at + 1, list[at]), (_, _) => false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Audit_ShouldCatchEveryRecordThatIsWithheldTwice(bool holds) =>
        ForEach(holds, s => s.Quarantined, (list, at) => list.Insert(at + 1, list[at]), (_, _) => false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Audit_ShouldCatchEveryRecordThatIsNotPublished(bool holds) =>
        ForEach(holds, s => s.Sanitized, (list, at) => list.RemoveAt(at), LosesNoTrace);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Audit_ShouldCatchEveryRecordThatIsNotWithheld(bool holds) =>
        ForEach(holds, s => s.Quarantined, (list, at) => list.RemoveAt(at), EndsAQuarantine);

    [Fact]
    public void Audit_ShouldCatchEveryHeldEventThatIsForgotten() =>
        ForEach(holds: true, s => s.Held, (list, at) => list.RemoveAt(at), (_, _) => false, users: 60);

    // Applies the fault at every place of a list, one at a time; "blind" says where the streams show no trace of it.
    private static void ForEach(
        bool holds,
        Func<Streams, List<Streams.Record>> listOf,
        Action<List<Streams.Record>, int> fault,
        Func<Streams, int, bool> blind,
        int users = 8
    )
    {
        var tried = 0;
        for (var seed = 0; seed < 5; seed++)
        {
            var places = listOf(Draw(holds, (ulong)seed, users)).Count;
            for (var at = 0; at < places; at++)
            {
                var streams = Draw(holds, (ulong)seed, users);
                var list = listOf(streams);
                if (blind(streams, at))
                    continue;
                fault(list, at);
                streams.Audit().Balances.ShouldBeFalse($"seed {seed}, place {at}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(100);
    }

    // Users with some 250 events, found fake and genuine again at random moments, between events and with them.
    private static Streams Draw(bool holds, ulong seed, int users = 8)
    {
        var (random, guard) = (new SeededRandom(seed), new MiniGuard(holds));
        for (var step = 0; step < 250; step++)
        {
            var user = $"u-{random.NextInt(users)}";
            bool? verdict = random.NextInt(12) switch
            {
                0 => true,
                1 => false,
                _ => null,
            };
            switch (random.NextInt(20))
            {
                case 0 when verdict is { } fake && guard.Knows(user):
                    guard.Sweep(user, fake);
                    break;
                case 1 when guard.Knows(user):
                    guard.SendAgain(user);
                    break;
                case 2:
                    guard.SendNoise(user);
                    break;
                default:
                    guard.Send(user, verdict);
                    break;
            }
        }

        return guard.End();
    }

    // The last event of a quarantine, where it was published again: it might as well have been let through.
    private static bool EndsAQuarantine(Streams streams, int at)
    {
        var last = streams.Quarantined[at];
        var next = streams.NextOf(last);
        return streams.Sanitized.Contains(last)
            && (!streams.Quarantined.Exists(r => r.Event?.Id == next) || Places(streams.Sanitized, last).Exists(p => EndsAStretch(streams, p)));
    }

    // The last publication before a retraction, where the event is on a stream once more; or the oldest of as many as a profile remembers.
    private static bool LosesNoTrace(Streams streams, int at)
    {
        var (record, before, after) = (streams.Sanitized[at], streams.Sanitized[..at], streams.Sanitized[at..]);
        if (record.IsRetraction)
            return false;
        var isElsewhere = streams.Quarantined.Contains(record) || Places(streams.Sanitized, record).Count > 1;
        var isFirst = before.FindLast(r => r.Key == record.Key) is null or { IsRetraction: true };
        var stretch = after.Where(r => r.Key == record.Key).TakeWhile(r => !r.IsRetraction).Count();
        return isElsewhere && (EndsAStretch(streams, at) || (isFirst && stretch >= Streams.Profiles.Capacity));
    }

    private static bool EndsAStretch(Streams streams, int at) =>
        streams.Sanitized.FindIndex(at + 1, r => r.Key == streams.Sanitized[at].Key) is > 0 and var next && streams.Sanitized[next].IsRetraction;

    private static List<int> Places(List<Streams.Record> list, Streams.Record record) =>
        [.. Enumerable.Range(0, list.Count).Where(i => list[i] == record)];
}
