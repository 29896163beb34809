using LowRankDefense.Core.Profiles;
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
        store.Seal().Count.ShouldBe(1);
        store.Commit(3);

        backend.Checkpoint.ShouldBe(3);
        UserProfileCodec.Decode("u", backend.Get("u")!, Options).TotalEvents.ShouldBe(1);
    }

    [Fact]
    public void Rollback_ShouldForgetTheChanges()
    {
        Change("u", "e-1");
        store.Seal();
        store.Commit(1);
        Change("u", "e-2");
        Change("new", "e-3");

        store.Rollback();

        store.Find("u")!.HasSeen("e-2").ShouldBeFalse();
        store.Find("u")!.TotalEvents.ShouldBe(1);
        store.Find("new").ShouldBeNull();
        store.ChangedCount.ShouldBe(0);
    }

    [Fact]
    public void Cache_ShouldNeverLoseAChange_WhenManyMoreUsersPassThanItHolds()
    {
        for (var i = 0; i < 1_000; i++)
        {
            Change($"u-{i % 300}", $"e-{i}");
            if (i % 70 != 69)
                continue;
            store.Seal();
            store.Commit(i);
        }

        store.Seal();
        store.Commit(1_000);
        Enumerable.Range(0, 300).Sum(u => store.Find($"u-{u}")!.TotalEvents).ShouldBe(1_000);
    }

    [Fact]
    public void Cache_ShouldStayWithinItsBounds_WhenProfilesAreOnlyLookedAt()
    {
        for (var i = 0; i < 300; i++)
            Change($"u-{i}", "e-1");
        store.Seal();
        store.Commit(1);
        var live = store.Find("u-0");

        // Nothing but duplicates, cycle after cycle: each is looked up in its user's profile and changes nothing.
        for (var i = 1; i < 300; i++)
        {
            store.GetOrCreate($"u-{i}").HasSeen("e-1").ShouldBeTrue();
            if (i % 70 == 0)
                store.Seal().ShouldBeEmpty();
        }

        store.Find("u-0").ShouldNotBeSameAs(live, "it had to make room");
    }

    [Fact]
    public void Scan_ShouldGiveLiveProfiles()
    {
        Change("u", "e-1");
        store.Seal();
        store.Commit(1);

        store.Scan(null, 10).Single().ShouldBeSameAs(store.Find("u"));
    }

    [Fact]
    public void Wipe_ShouldForgetStoredAndLiveProfiles_AndTheChangesOfTheCycle()
    {
        Change("stored", "e-1");
        store.Seal();
        store.Commit(1);
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
        store.Seal();
        store.Commit(1);
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
        store.Seal().Single().Key.ShouldBe("u");
        store.Rollback();
        store.Find("u")!.HasSeen("e-1").ShouldBeFalse();
    }

    // More than half of what the cache holds: the generations turn.
    private void Fill(string prefix, long checkpoint)
    {
        for (var i = 0; i < 60; i++)
            Change($"{prefix}-{i}", "e");
        store.Seal();
        store.Commit(checkpoint);
    }

    private void Change(string user, string id)
    {
        var profile = store.GetOrCreate(user);
        profile.Append(new ProfileEvent(id, "i", 1f, 0), []);
        store.MarkChanged(profile);
    }
}
