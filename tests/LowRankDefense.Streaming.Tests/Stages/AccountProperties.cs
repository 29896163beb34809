using FsCheck.Xunit;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;

namespace LowRankDefense.Streaming.Tests.Stages;

/// <summary>Whatever events, reviews, changes of detectors, commits and aborts come in whatever order: every event is accounted for, and the sanitized stream is what the profiles say it is.</summary>
public class AccountProperties
{
    private const int Users = 4;
    private static readonly ProfileOptions Small = new() { Capacity = 16, DuplicateWindow = 64 };
    private static readonly IDetector[][] Worlds =
    [
        [],
        [new StubDetector(threshold: 2.5f)],
        [new StubDetector(version: "stub-2", threshold: 50f)],
        [new StubDetector("a", "a-1", "bad", 4.5f), new StubDetector("b", "b-1", "good", 6.5f)],
    ];

    [Property(MaxTest = 100)]
    public void Account_ShouldAddUp_WhenEventsArePublishedAtOnce(byte[] steps) => Run(AdmissionMode.Immediate, steps);

    [Property(MaxTest = 100)]
    public void Account_ShouldAddUp_WhenEventsAreHeld(byte[] steps) => Run(AdmissionMode.Probation, steps);

    private static void Run(AdmissionMode mode, byte[] steps)
    {
        using var pipeline = new StageHarness(mode, profiles: Small);
        var accepted = new List<(string User, string Id)>();
        var committed = 0;
        // Every number stands for several steps, so that short sequences already come to verdicts.
        for (var s = 0; s < 4 * steps.Length; s++)
        {
            var step = (steps[s % steps.Length] * 31) + (s * 7);
            var user = $"u-{step % Users}";
            switch (step / Users % 16)
            {
                case 0:
                    pipeline.InForce(Worlds[step / 64 % Worlds.Length]);
                    break;
                case 1 when pipeline.State.Store.Find(user) is not null:
                    pipeline.Review(user);
                    break;
                case 2:
                    pipeline.Now += (long)StageHarness.Hold.TotalMilliseconds / 2;
                    pipeline.ReviewDue();
                    break;
                case 3:
                    pipeline.Commit();
                    committed = accepted.Count;
                    break;
                case 4:
                    pipeline.Rollback();
                    accepted.RemoveRange(committed, accepted.Count - committed);
                    break;
                default:
                    accepted.Add((user, pipeline.Send(user, $"{(step % 3 == 0 ? "good" : "bad")}-{step % 11}")));
                    break;
            }

            if (s % 7 == 0)
                Check(pipeline, accepted, mode);
        }

        Check(pipeline, accepted, mode);

        ShouldLetGoOfEverythingHeld(pipeline);
    }

    private static void Check(StageHarness pipeline, List<(string User, string Id)> accepted, AdmissionMode mode)
    {
        var stream = Fold(pipeline);
        var traces = pipeline.Quarantined.Concat(pipeline.Sanitized).ToHashSet(StringComparer.Ordinal);
        foreach (var own in accepted.ToLookup(a => a.User, a => a.Id))
        {
            var profile = pipeline.Profile(own.Key);
            var onStream = stream.GetValueOrDefault(own.Key, []);
            profile.TotalEvents.ShouldBe(own.Count());
            profile.Quarantined.ShouldBeGreaterThanOrEqualTo(0);
            onStream.Count.ShouldBe((int)profile.Published);
            // What passed is the newest part of what came, in its order; what is held comes behind it.
            own.Take(own.Count() - profile.Held).TakeLast(onStream.Count).ShouldBe(onStream);
            ShouldFitTheStatus(profile, mode);
            own.SkipLast(profile.Held).ShouldAllBe(id => traces.Contains(id), "no event goes without a trace");
        }

        stream.Keys.ShouldBeSubsetOf(accepted.Select(a => a.User));
    }

    private static void ShouldFitTheStatus(UserProfile profile, AdmissionMode mode)
    {
        if (profile.Status == UserStatus.Quarantined)
            (profile.Published, profile.Held).ShouldBe((0L, 0));
        if (profile.Status == UserStatus.Admitted || mode == AdmissionMode.Immediate)
            profile.Held.ShouldBe(0);
        if (profile.Status == UserStatus.Probation)
            profile.Quarantined.ShouldBe(0);
    }

    // The two rules of a consumer: add; on a retraction drop all earlier events of its user.
    private static Dictionary<string, List<string>> Fold(StageHarness pipeline)
    {
        var stream = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var record in pipeline.On(StageHarness.Topics.Sanitized))
        {
            if (!stream.TryGetValue(record.KeyText, out var own))
                stream[record.KeyText] = own = [];
            if (record.Header("type") == "retract")
            {
                record.Json.GetProperty("events").GetInt32().ShouldBe(own.Count);
                own.Clear();
            }
            else
            {
                own.Add(record.Json.GetProperty("id").GetString()!);
            }
        }

        return stream;
    }

    private static void ShouldLetGoOfEverythingHeld(StageHarness pipeline)
    {
        pipeline.InForce();
        for (var wait = 0; wait < 3; wait++)
        {
            pipeline.Now += (long)StageHarness.Hold.TotalMilliseconds;
            pipeline.ReviewDue();
        }

        pipeline.Commit();
        for (var u = 0; u < Users; u++)
        {
            if (pipeline.State.Store.Find($"u-{u}") is not { } live)
                continue;
            live.Held.ShouldBe(0, "a user whose time has come is not forgotten");
            var stored = pipeline.Stored(live.User)!;
            (stored.Status, stored.Published, stored.Held, stored.TotalEvents).ShouldBe((live.Status, live.Published, live.Held, live.TotalEvents));
        }
    }
}
