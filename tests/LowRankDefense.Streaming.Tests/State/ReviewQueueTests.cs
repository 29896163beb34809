using LowRankDefense.Streaming.State;

namespace LowRankDefense.Streaming.Tests.State;

public class ReviewQueueTests
{
    private readonly ReviewQueue queue = new();

    [Fact]
    public void Users_ShouldBeTakenInTheOrderInWhichTheyAreDue()
    {
        queue.Schedule("c", 30);
        queue.Schedule("a", 10);
        queue.Schedule("b", 20);

        Take(20).ShouldBe(["a", "b"]);
        Take(30).ShouldBe(["c"]);
    }

    [Fact]
    public void User_ShouldNotBeDue_BeforeTheTime()
    {
        queue.Schedule("a", 10);

        queue.HasDue(9).ShouldBeFalse();
        queue.TryTake(9, out var nobody).ShouldBeFalse();
        nobody.ShouldBeEmpty();
        queue.HasDue(10).ShouldBeTrue();
    }

    [Fact]
    public void User_ShouldBeDownOnce_ForTheFirstTimeAsked()
    {
        queue.Schedule("a", 10);
        queue.Schedule("a", 5);
        queue.Schedule("a", 20);

        queue.HasDue(9).ShouldBeFalse();
        Take(100).ShouldBe(["a"]);
    }

    [Fact]
    public void User_ShouldBeDownAgain_WhenScheduledAfterAReview()
    {
        queue.Schedule("a", 10);
        Take(10);
        queue.Schedule("a", 30);
        queue.Seal();
        queue.Commit();

        queue.HasDue(29).ShouldBeFalse();
        Take(30).ShouldBe(["a"]);
    }

    [Fact]
    public void Rollback_ShouldMakeThoseDueAgainWhoWereTaken()
    {
        queue.Schedule("a", 10);
        queue.Schedule("b", 20);
        Take(10);

        queue.Rollback();

        Take(20).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Rollback_ShouldRestoreTheTime_ThatTheReviewHasChanged()
    {
        queue.Schedule("a", 10);
        queue.Seal();
        queue.Commit();
        Take(10);
        queue.Schedule("a", 99);
        Take(99);
        queue.Schedule("a", 199);

        queue.Rollback();

        queue.HasDue(9).ShouldBeFalse();
        Take(50).ShouldBe(["a"]);
        queue.HasDue(long.MaxValue).ShouldBeFalse();
    }

    [Fact]
    public void Commit_ShouldBeFinal()
    {
        queue.Schedule("a", 10);
        Take(10);
        queue.Seal();
        queue.Commit();

        queue.Rollback();

        queue.HasDue(long.MaxValue).ShouldBeFalse();
    }

    [Fact]
    public void Rollback_ShouldBringBackWhomTheSealedCycleTook_AtTheEarlierTime()
    {
        queue.Schedule("a", 10);
        queue.Schedule("b", 20);
        Take(10);
        queue.Schedule("a", 30);
        queue.Seal();
        Take(30).ShouldBe(["b", "a"]);

        queue.Rollback();

        Take(10).ShouldBe(["a"]);
        Take(20).ShouldBe(["b"]);
        queue.HasDue(long.MaxValue).ShouldBeFalse();
    }

    [Fact]
    public void Commit_ShouldLeaveTheNextCycleToBeTakenBack()
    {
        queue.Schedule("a", 10);
        queue.Schedule("b", 20);
        Take(10);
        queue.Seal();
        Take(20);
        queue.Commit();

        queue.Rollback();

        Take(long.MaxValue).ShouldBe(["b"]);
    }

    [Fact]
    public void TimeThatWasTakenBack_ShouldNotMakeAnybodyDue()
    {
        queue.Schedule("a", 10);
        Take(10);
        queue.Schedule("a", 30);
        queue.Rollback();
        Take(10).ShouldBe(["a"]);
        queue.Schedule("a", 50);

        queue.HasDue(49).ShouldBeFalse();
        Take(50).ShouldBe(["a"]);
    }

    [Fact]
    public void Rollback_ShouldNotBringBack_WhatWasReviewedAgainAndCommitted()
    {
        queue.Schedule("a", 10);
        Take(10);
        queue.Seal();
        queue.Rollback();
        Take(10).ShouldBe(["a"]);
        queue.Seal();
        queue.Commit();

        queue.Rollback();

        queue.HasDue(long.MaxValue).ShouldBeFalse();
    }

    private List<string> Take(long now)
    {
        var taken = new List<string>();
        while (queue.TryTake(now, out var user))
            taken.Add(user);
        return taken;
    }
}
