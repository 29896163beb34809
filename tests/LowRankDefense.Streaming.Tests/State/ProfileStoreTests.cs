using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

public class ProfileStoreTests
{
    private static readonly ProfileOptions Options = new();
    private readonly InMemoryKeyValueStore backend = new();
    private readonly ProfileStore store;

    public ProfileStoreTests() => store = new ProfileStore(backend, Options, cachedProfiles: 100);

    [Fact]
    public void Commit_ShouldStoreWhatWasSealed_WithItsCheckpoint()
    {
        Change("u", "e-1");
        Commit(3).Count.ShouldBe(1);

        backend.Checkpoint.ShouldBe(3);
        Stored("u")!.TotalEvents.ShouldBe(1);
    }

    [Fact]
    public void Rollback_ShouldForgetTheChanges()
    {
        Change("u", "e-1");
        Commit(1);
        Change("u", "e-2");
        Change("new", "e-3");

        store.Rollback();

        store.Find("u")!.HasSeen("e-2").ShouldBeFalse();
        store.Find("u")!.TotalEvents.ShouldBe(1);
        store.Find("new").ShouldBeNull();
        store.ChangedCount.ShouldBe(0);
    }

    [Fact]
    public void NextCycle_ShouldBeginBeforeTheSealedOneIsCommitted()
    {
        Change("u", "e-1");
        var first = store.Seal();
        Change("u", "e-2");
        Change("v", "e-3");

        store.ChangedCount.ShouldBe(2);
        store.Write(first, 1);
        store.Commit();

        Stored("u")!.TotalEvents.ShouldBe(1);
        store.ChangedCount.ShouldBe(2, "the commit was that of the cycle before");
        Commit(2).Select(r => r.Key).ShouldBe([ProfileKey.OfDelta("u", 0), ProfileKey.OfSnapshot("v")]);
        Stored("u")!.TotalEvents.ShouldBe(2);
    }

    [Fact]
    public void Rollback_ShouldForgetTheSealedCycle_Too()
    {
        Change("u", "e-1");
        Commit(1);
        Change("u", "e-2");
        store.Seal();
        Change("u", "e-3");
        Change("v", "e-4");

        store.Rollback();

        store.Find("u")!.TotalEvents.ShouldBe(1);
        store.Find("v").ShouldBeNull();
        store.Seal().ShouldBeEmpty();
    }

    [Fact]
    public void Log_ShouldGoOnBehindTheLastCommittedRecord_AfterARollback()
    {
        Change("u", "e-0", "e-1", "e-2", "e-3", "e-4", "e-5");
        Commit(1);
        Change("u", "e-6");
        Commit(2);
        Change("u", "lost-1");
        store.Seal();
        Change("u", "lost-2");
        store.Seal();
        store.Rollback();

        Change("u", "e-7");

        Commit(3).Single().Key.ShouldBe(ProfileKey.OfDelta("u", 1), "the lost ones were numbers 1 and 2");
        Stored("u")!.Events.ToArray().Select(e => e.Id.ToString()).ShouldBe(Enumerable.Range(0, 8).Select(i => $"e-{i}"));
    }

    [Fact]
    public void Log_ShouldGoOnWhereItStood_WhenTheProfileWasReadAgain()
    {
        for (var e = 0; e < 300; e++)
        {
            Change("u", $"e-{e}");
            Change($"other-{e}", "e");
            Commit(e);
        }

        Stored("u")!.Events.ToArray().Select(e => e.Id.ToString()).ShouldBe(Enumerable.Range(0, 300).Select(i => $"e-{i}"));
        Enumerable.Range(0, 300).ShouldAllBe(e => store.Find("u")!.HasSeen($"e-{e}"));
    }

    [Fact]
    public void Cache_ShouldNeverLoseAChange_WhenManyMoreUsersPassThanItHolds()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Change($"u-{i % 300}", $"e-{i}");
            if (i % 70 == 69)
                Commit(i);
        }

        Commit(1_000);
        Enumerable.Range(0, 300).Sum(u => store.Find($"u-{u}")!.TotalEvents).ShouldBe(1_000);
    }

    [Fact]
    public void Cache_ShouldStayWithinItsBounds_WhenProfilesAreOnlyLookedAt()
    {
        for (var i = 0; i < 300; i++)
            Change($"u-{i}", "e-1");
        Commit(1);
        var live = store.Find("u-0");

        // Nothing but duplicates, cycle after cycle: each is looked up in its user's profile and changes nothing.
        for (var i = 1; i < 300; i++)
        {
            store.GetOrCreate($"u-{i}").HasSeen("e-1").ShouldBeTrue();
            if (i % 70 != 0)
                continue;
            store.Seal().ShouldBeEmpty();
            store.Commit();
        }

        store.Find("u-0").ShouldNotBeSameAs(live, "it had to make room");
    }

    [Fact]
    public void Scan_ShouldGiveLiveProfiles()
    {
        Change("u", "e-1");
        Commit(1);

        store.Scan(null, 10).Single().ShouldBeSameAs(store.Find("u"));
    }

    [Fact]
    public void Scan_ShouldGiveEveryUserOnce_WhoeverHasDeltas()
    {
        foreach (var user in new[] { "u", "u1", "u10", "v" })
        {
            Change(user, "e-1", "e-2", "e-3");
            Commit(1);
            Change(user, "e-4");
            Commit(2);
        }

        var fresh = new ProfileStore(backend, Options, cachedProfiles: 100);

        fresh.Scan(null, 2).Concat(fresh.Scan("u1", 10)).Select(p => (p.User, p.TotalEvents)).ShouldBe([("u", 4), ("u1", 4), ("u10", 4), ("v", 4)]);
    }

    [Fact]
    public void Wipe_ShouldForgetStoredAndLiveProfiles_AndTheChangesOfTheCycle()
    {
        Change("stored", "e-1");
        Commit(1);
        Change("changed", "e-2");

        store.Wipe();

        store.Find("stored").ShouldBeNull();
        store.Find("changed").ShouldBeNull();
        store.ChangedCount.ShouldBe(0);
        store.Seal().ShouldBeEmpty();
        store.Checkpoint.ShouldBe(0);
    }

    [Fact]
    public void Find_ShouldGiveTheLiveProfile_UntilItsGenerationIsForgotten()
    {
        Change("u", "e-0");
        Commit(1);
        var live = store.Find("u");

        Fill("first", 2);
        store.Find("u").ShouldBeSameAs(live, "one generation on it is still there, and used: it is young again");
        Fill("second", 3);
        Fill("third", 4);

        store.Find("u").ShouldNotBeSameAs(live, "two generations on it is read from the store");
        store.Find("u")!.HasSeen("e-0").ShouldBeTrue();
    }

    [Fact]
    public void ChangedProfile_ShouldBeTheOneThatIsFound_WhateverGenerationItWasIn()
    {
        Change("u", "e-0");
        Fill("first", 1);
        var profile = store.Scan(null, 100).Single(p => p.User == "u");

        profile.Append(new ProfileEvent("e-1", "i", 1f, 0), []);
        store.MarkChanged(profile);

        store.Find("u").ShouldBeSameAs(profile);
        store.Seal().Single().Key.User.ShouldBe("u");
        store.Rollback();
        store.Find("u")!.HasSeen("e-1").ShouldBeFalse();
    }

    // More than half of what the cache holds: the generations turn.
    private void Fill(string prefix, long checkpoint)
    {
        for (var i = 0; i < 60; i++)
            Change($"{prefix}-{i}", "e");
        Commit(checkpoint);
    }

    private IReadOnlyList<KeyValuePair<ProfileKey, byte[]>> Commit(long checkpoint)
    {
        var records = store.Seal();
        store.Write(records, checkpoint);
        store.Commit();
        return records;
    }

    private void Change(string user, params string[] ids)
    {
        var profile = store.GetOrCreate(user);
        foreach (var id in ids)
            profile.Append(new ProfileEvent(id, "i", 1f, 0), []);
        store.MarkChanged(profile);
    }

    private UserProfile? Stored(string user) => new ProfileStore(backend, Options, cachedProfiles: 100).Find(user);
}
