using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Streaming.Tests.State;

public sealed class ProfileStoreTests : ProfileStoreHarness
{
    [Fact]
    public void Commit_ShouldStoreWhatWasSealed_WithItsCheckpoint()
    {
        Change("u", "e-1");
        Commit(3).Count.ShouldBe(1);

        Store.Checkpoint.ShouldBe(3);
        Stored("u")!.TotalEvents.ShouldBe(1);
    }

    [Fact]
    public void Rollback_ShouldForgetTheChanges()
    {
        Change("u", "e-1");
        Commit(1);
        Change("u", "e-2");
        Change("new", "e-3");

        Store.Rollback();

        Store.Find("u")!.HasSeen("e-2").ShouldBeFalse();
        Store.Find("u")!.TotalEvents.ShouldBe(1);
        Store.Find("new").ShouldBeNull();
        Store.ChangedCount.ShouldBe(0);
    }

    [Fact]
    public void NextCycle_ShouldBeginBeforeTheSealedOneIsCommitted()
    {
        Change("u", "e-1");
        var first = Store.Seal();
        Change("u", "e-2");
        Change("v", "e-3");

        Store.ChangedCount.ShouldBe(2);
        Store.Write(first, 1);
        Store.Commit();

        Stored("u")!.TotalEvents.ShouldBe(1);
        Store.ChangedCount.ShouldBe(2, "the commit was that of the cycle before");
        Commit(2).Select(r => r.Key).ShouldBe([ProfileKey.OfDelta("u", 0), ProfileKey.OfSnapshot("v")]);
        Stored("u")!.TotalEvents.ShouldBe(2);
    }

    [Fact]
    public void Rollback_ShouldForgetTheSealedCycle_Too()
    {
        Change("u", "e-1");
        Commit(1);
        Change("u", "e-2");
        Store.Seal();
        Change("u", "e-3");
        Change("v", "e-4");

        Store.Rollback();

        Store.Find("u")!.TotalEvents.ShouldBe(1);
        Store.Find("v").ShouldBeNull();
        Store.Seal().ShouldBeEmpty();
        Store.Seal().ShouldBeEmpty();
    }

    [Fact]
    public void Log_ShouldGoOnBehindTheLastCommittedRecord_AfterARollback()
    {
        Change("u", "e-0", "e-1", "e-2", "e-3", "e-4", "e-5");
        Commit(1);
        Change("u", "e-6");
        Commit(2);
        Change("u", "lost-1");
        Store.Seal();
        Change("u", "lost-2");
        Store.Seal();
        Store.Rollback();

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
        Enumerable.Range(0, 300).ShouldAllBe(e => Store.Find("u")!.HasSeen($"e-{e}"));
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
        Enumerable.Range(0, 300).Sum(u => Store.Find($"u-{u}")!.TotalEvents).ShouldBe(1_000);
    }

    [Fact]
    public void Scan_ShouldGiveLiveProfiles()
    {
        Change("u", "e-1");
        Commit(1);

        Store.Scan(null, 10).Single().ShouldBeSameAs(Store.Find("u"));
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

        var fresh = Fresh();

        fresh.Scan(null, 2).Concat(fresh.Scan("u1", 10)).Select(p => (p.User, p.TotalEvents)).ShouldBe([("u", 4), ("u1", 4), ("u10", 4), ("v", 4)]);
    }

    [Fact]
    public void Wipe_ShouldForgetStoredAndLiveProfiles_AndTheChangesOfTheCycle()
    {
        Change("stored", "e-1");
        Fill("turns", 1);
        Change("sealed", "e-2");
        Store.Seal();
        Change("changed", "e-3");

        Store.Wipe();

        Store.Find("stored").ShouldBeNull();
        Store.Find("sealed").ShouldBeNull();
        Store.Find("changed").ShouldBeNull();
        Store.ChangedCount.ShouldBe(0);
        Store.Seal().ShouldBeEmpty();
        Store.Seal().ShouldBeEmpty();
        Store.Checkpoint.ShouldBe(0);
    }
}
