using System.Globalization;
using FsCheck.Xunit;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Profiles.Log;

public class ProfileLogTests
{
    private readonly CompactedLog log = new();
    private int sent;

    [Property(MaxTest = 50)]
    public void Profile_ShouldComeBackBitForBit_WhateverHappensInHoweverManyCycles(ulong seed)
    {
        var (random, changelog) = (new SeededRandom(seed), new CompactedLog());
        var options = new ProfileOptions { Capacity = 8 + random.NextInt(60), DuplicateWindow = 8 + random.NextInt(300) };
        var live = new UserProfile("ü-1", options);
        for (var cycle = 0; cycle < 120; cycle++)
        {
            Change(live, random, options);
            changelog.Append(live);

            var read = changelog.Read(live.User, options);

            read.ShouldBeTheSameAs(live);
            // Now and then the cache has lost the profile, or what was done since is undone.
            if (random.NextInt(8) == 0)
                live = read;
            if (random.NextInt(8) != 0)
                continue;
            Change(live, random, options);
            live = changelog.Read(live.User, options);
        }

        changelog.Snapshots.ShouldBeLessThan(120, "otherwise nothing was tested");
    }

    [Fact]
    public void FirstRecord_ShouldBeASnapshot_AndTheNextDeltas_UntilTheyWouldTakeItsBytes()
    {
        var profile = Filled(100, new ProfileOptions());
        log.Append(profile).ShouldBe(ProfileKey.OfSnapshot("u"));
        var snapshot = log.Records("u")[0].Length;

        var deltas = new List<ProfileKey>();
        while (Append(profile, 1) is { IsSnapshot: false } key)
            deltas.Add(key);

        deltas.ShouldBe(Enumerable.Range(0, deltas.Count).Select(n => ProfileKey.OfDelta("u", n)));
        var bytes = log.Records("u")[1..].Sum(r => r.Length);
        bytes.ShouldBeInRange(snapshot - 60, snapshot - 1);
    }

    [Fact]
    public void LongProfile_ShouldHaveSoManyDeltas_AndNoMore()
    {
        var profile = Filled(4_000, new ProfileOptions { Capacity = 4_096 });
        log.Append(profile);

        for (var n = 0; n < ProfileLog.MostDeltas; n++)
            Append(profile, 1).ShouldBe(ProfileKey.OfDelta("u", n));

        Append(profile, 1).ShouldBe(ProfileKey.OfSnapshot("u"));
        Append(profile, 1).ShouldBe(ProfileKey.OfDelta("u", 0));
    }

    [Fact]
    public void Deltas_ShouldCountNoMore_WhenTheyAreLeftOverFromAnOlderGeneration()
    {
        var options = new ProfileOptions();
        var profile = Filled(50, options);
        log.Append(profile);
        while (!Append(profile, 1).IsSnapshot) { }
        Append(profile, 2);

        log.Records("u").Count.ShouldBeGreaterThan(10, "those of the generation before are still there");
        log.Read("u", options).ShouldBeTheSameAs(profile);
    }

    [Fact]
    public void Cycle_ShouldBeASnapshot_WhenMoreEventsCameThanTheWindowKeeps()
    {
        var options = new ProfileOptions { Capacity = 16, DuplicateWindow = 64 };
        var profile = Filled(64, options);
        log.Append(profile);

        Append(profile, 16).IsSnapshot.ShouldBeFalse("sixteen fit");
        Append(profile, 17).IsSnapshot.ShouldBeTrue();
        log.Read("u", options).ShouldBeTheSameAs(profile);
    }

    [Fact]
    public void ChangeWithoutEvents_ShouldBeADeltaOfAFewBytes()
    {
        var profile = Filled(100, new ProfileOptions());
        log.Append(profile);
        (profile.Status, profile.Published, profile.Score, profile.ScoredBy) = (UserStatus.Quarantined, 0, 2f, "detector-1");

        log.Append(profile).ShouldBe(ProfileKey.OfDelta("u", 0));

        log.Records("u")[1].Length.ShouldBeLessThan(30);
        log.Read("u", new ProfileOptions()).ShouldBeTheSameAs(profile);
    }

    [Fact]
    public void Event_ShouldCostTheSameBytes_OnAFullProfileAsOnAShortOne()
    {
        var full = Filled(5_000, new ProfileOptions());
        log.Append(full);
        var (snapshot, before) = (log.Records("u")[0].Length, log.Bytes);
        for (var e = 0; e < 2_000; e++)
            Append(full, 1);
        var onFull = (log.Bytes - before) / 2_000.0;

        var shorts = new CompactedLog();
        for (var user = 0; user < 200; user++)
        {
            var profile = new UserProfile($"u-{user}", new ProfileOptions());
            for (var e = 0; e < 10; e++)
            {
                Send(profile);
                shorts.Append(profile);
            }
        }

        onFull.ShouldBeLessThan((2 * shorts.Bytes / 2_000.0) + (snapshot / (double)ProfileLog.MostDeltas));
    }

    [Fact]
    public void ProfileOfTheFirstFormat_ShouldBeRead_AndGoOnWithDeltas()
    {
        var options = new ProfileOptions { Capacity = 16, DuplicateWindow = 32 };
        var live = new UserProfile("u", options) { FirstSeen = 1_700_000_000_123 };
        for (var i = 0; i < 40; i++)
            live.Append(new ProfileEvent($"e-{i}", $"item-{i % 5}", 1 + (i % 3), 1_700_000_000_000 + (i * 1_000)), []);
        (live.Status, live.Published, live.Held, live.Score, live.ScoredBy) = (UserStatus.Admitted, 37, 3, 0.75f, "detector-1");

        var read = ProfileLog.Read("u", [FirstFormatBytes.Value], options)!;

        live.Logged = read.Logged;
        read.Logged.Generation.ShouldBe(0u);
        read.ShouldBeTheSameAs(live);
        Send(read);
        var delta = new ProfileLog().Next(read);
        delta.Key.ShouldBe(ProfileKey.OfDelta("u", 0));
        ProfileLog.Read("u", [FirstFormatBytes.Value, delta.Value], options)!.ShouldBeTheSameAs(read);
    }

    [Fact]
    public void User_ShouldHaveNoProfile_WithoutRecords() => ProfileLog.Read("u", [], new ProfileOptions()).ShouldBeNull();

    private ProfileKey Append(UserProfile profile, int events)
    {
        for (var e = 0; e < events; e++)
            Send(profile);
        return log.Append(profile);
    }

    private UserProfile Filled(int events, ProfileOptions options)
    {
        var profile = new UserProfile("u", options) { FirstSeen = 5 };
        for (var e = 0; e < events; e++)
            Send(profile);
        return profile;
    }

    private void Send(UserProfile profile)
    {
        var id = (++sent).ToString(CultureInfo.InvariantCulture);
        profile.Append(new ProfileEvent("event-" + id, $"item-{sent * 7919 % 401}", sent % 3, 1_700_000_000_000 + sent), []);
    }

    // What stages do to a profile in a cycle, and some things they do not.
    private void Change(UserProfile profile, SeededRandom random, ProfileOptions options)
    {
        for (var events = random.NextInt(random.NextInt(12) == 0 ? 2 * options.Capacity : 4); events > 0; events--)
        {
            if (profile.TotalEvents == 0)
                profile.FirstSeen = random.NextInt(int.MaxValue);
            Send(profile);
            if (random.NextInt(2) == 0 && !profile.IsFullOfHeld)
                profile.Held++;
            else
                profile.Published++;
        }

        switch (random.NextInt(10))
        {
            case 0:
                profile.Held = 0;
                break;
            case 1:
                profile.Status = (UserStatus)random.NextInt(3);
                break;
            case 2:
                (profile.Score, profile.ScoredBy) = ((float)random.NextDouble() - 0.5f, $"detector-{random.NextInt(3)}");
                break;
            case 3 when random.NextInt(4) == 0:
                profile.ScoredBy = null;
                break;
            case 4 when random.NextInt(4) == 0:
                profile.FirstSeen = -random.NextInt(1_000);
                break;
        }
    }
}
