using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Verdicts;

namespace LowRankDefense.Core.Evaluation.Timeliness;

/// <summary>How much of an attack a stream has carried until the guard noticed.</summary>
/// <param name="Noticed">Whether it did.</param>
/// <param name="FakeEvents">Events of fake users up to and including the moment; all of them where it never came.</param>
/// <param name="FakeUsers">Fake users with at least one such event.</param>
public readonly record struct DetectionDelay(bool Noticed, int FakeEvents, int FakeUsers)
{
    /// <summary>Until the first verdict that quarantines a fake user; a verdict against a genuine user is a false alarm and ends nothing.</summary>
    /// <param name="events">What was streamed, in any order; timestamps on the clock of the verdicts.</param>
    /// <param name="fakes">Ids of the fake users.</param>
    /// <param name="verdicts">All verdicts, in any order.</param>
    public static DetectionDelay UntilVerdict(IEnumerable<Interaction> events, IReadOnlySet<string> fakes, IEnumerable<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        ArgumentNullException.ThrowIfNull(verdicts);
        return Until(
            events,
            fakes,
            First(verdicts.Where(v => v.Status == UserStatus.Quarantined && fakes.Contains(v.User)).Select(v => v.Timestamp))
        );
    }

    /// <summary>Until the first alert that names a fake user among its suspects; its moment is that of its last quarantine.</summary>
    /// <param name="events">What was streamed, in any order; timestamps on the clock of the alerts.</param>
    /// <param name="fakes">Ids of the fake users.</param>
    /// <param name="alerts">All alerts, in any order.</param>
    public static DetectionDelay UntilAlert(IEnumerable<Interaction> events, IReadOnlySet<string> fakes, IEnumerable<BurstAlert> alerts)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        ArgumentNullException.ThrowIfNull(alerts);
        return Until(events, fakes, First(alerts.Where(a => a.Users.Any(fakes.Contains)).Select(a => a.To)));
    }

    /// <summary>The delay as metrics.</summary>
    /// <param name="moment">What it was measured until: <c>verdict</c> or <c>alert</c>.</param>
    public IReadOnlyList<Metric> Metrics(string moment) =>
        [
            new(
                $"fake_events_before_{moment}",
                FakeEvents,
                $"Events of fake users up to and including the moment of the first {moment} on a fake user; all of them where there is none."
            ),
            new(
                $"fake_users_before_{moment}",
                FakeUsers,
                $"Fake users with ≥ 1 event up to and including the moment of the first {moment} on a fake user; all of them where there is none."
            ),
        ];

    private static DetectionDelay Until(IEnumerable<Interaction> events, IReadOnlySet<string> fakes, long? moment)
    {
        ArgumentNullException.ThrowIfNull(events);
        var users = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var fake in events.Where(e => fakes.Contains(e.User) && e.Timestamp <= (moment ?? long.MaxValue)))
        {
            count++;
            users.Add(fake.User);
        }

        return new DetectionDelay(moment is not null, count, users.Count);
    }

    private static long? First(IEnumerable<long> moments) => moments.Select(m => (long?)m).Min();
}
