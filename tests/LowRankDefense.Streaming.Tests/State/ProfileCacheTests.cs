using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Streaming.Tests.State;

public sealed class ProfileCacheTests : ProfileStoreHarness
{
    [Fact]
    public void Rollback_ShouldForgetAChange_WhoseGenerationHasTurned()
    {
        Change("u", "e-1");
        Commit(1);
        for (var i = 0; i < 60; i++)
            Change($"first-{i}", "e");
        var first = Store.Seal();
        Change("u", "e-2");
        Store.Write(first, 2);
        Store.Commit();

        Store.Rollback();

        Store.Find("u")!.TotalEvents.ShouldBe(1);
    }

    [Fact]
    public void Cache_ShouldStayWithinItsBounds_WhenProfilesAreOnlyLookedAt()
    {
        for (var i = 0; i < 300; i++)
            Change($"u-{i}", "e-1");
        Commit(1);
        var live = Store.Find("u-0");

        // Nothing but duplicates, cycle after cycle: each is looked up in its user's profile and changes nothing.
        for (var i = 1; i < 300; i++)
        {
            Store.GetOrCreate($"u-{i}").HasSeen("e-1").ShouldBeTrue();
            if (i % 70 != 0)
                continue;
            Store.Seal().ShouldBeEmpty();
            Store.Commit();
        }

        Store.Find("u-0").ShouldNotBeSameAs(live, "it had to make room");
    }

    [Fact]
    public void Cache_ShouldStayWithinItsBounds_WhenCycleAfterCycleIsGivenUp()
    {
        for (var i = 0; i < 300; i++)
            Change($"u-{i}", "e-1");
        Commit(1);
        var live = Store.Find("u-0");

        for (var i = 1; i < 300; i++)
        {
            Store.Find($"u-{i}");
            if (i % 70 == 0)
                Store.Rollback();
        }

        Store.Find("u-0").ShouldNotBeSameAs(live, "it had to make room");
    }

    [Fact]
    public void Find_ShouldGiveTheLiveProfile_UntilItsGenerationIsForgotten()
    {
        Change("u", "e-0");
        Commit(1);
        var live = Store.Find("u");

        Fill("first", 2);
        Store.Find("u").ShouldBeSameAs(live, "one generation on it is still there, and used: it is young again");
        Fill("second", 3);
        Fill("third", 4);

        Store.Find("u").ShouldNotBeSameAs(live, "two generations on it is read from the store");
        Store.Find("u")!.HasSeen("e-0").ShouldBeTrue();
    }

    [Fact]
    public void ChangedProfile_ShouldBeTheOneThatIsFound_WhateverGenerationItWasIn()
    {
        Change("u", "e-0");
        var live = Store.Find("u");
        Fill("first", 1);
        var profile = Store.Scan(null, 100).Single(p => p.User == "u");
        profile.ShouldBeSameAs(live, "a scan reads nothing that is there");

        profile.Append(new ProfileEvent("e-1", "i", 1f, 0), []);
        Store.MarkChanged(profile);

        Store.Find("u").ShouldBeSameAs(profile);
        Store.Seal().Single().Key.User.ShouldBe("u");
        Store.Rollback();
        Store.Find("u")!.HasSeen("e-1").ShouldBeFalse();
    }

    [Fact]
    public void FewProfiles_ShouldStayLive()
    {
        Change("u", "e-0");
        var live = Store.Find("u");

        for (var i = 1; i < 20; i++)
        {
            Change($"other-{i}", "e");
            Commit(i);
        }

        Store.Find("u").ShouldBeSameAs(live);
    }

    [Fact]
    public void ProfileReadFromTheStore_ShouldBeLiveFromThenOn()
    {
        Change("u", "e-0");
        Commit(1);
        var fresh = Fresh();

        fresh.Find("u").ShouldBeSameAs(fresh.Find("u"));
        fresh.GetOrCreate("new").ShouldBeSameAs(fresh.Find("new"));
    }

    [Fact]
    public void ProfileOfAScan_ShouldBeTheOneThatIsFound_OnceItIsMarkedChanged()
    {
        Change("u", "e-0");
        Commit(1);
        var fresh = Fresh();
        var profile = fresh.Scan(null, 10).Single();

        fresh.MarkChanged(profile);

        fresh.Find("u").ShouldBeSameAs(profile);
        Should.Throw<ArgumentNullException>(() => fresh.MarkChanged(null!));
    }
}
