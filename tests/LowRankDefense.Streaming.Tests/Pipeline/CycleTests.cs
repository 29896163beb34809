using Confluent.Kafka;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Tests.Harness;
using LowRankDefense.TestKit.Detection;
using NSubstitute;

namespace LowRankDefense.Streaming.Tests.Pipeline;

/// <summary>Cycles without a broker: who is told of their end, when, and what is left of them.</summary>
public sealed class CycleTests : IDisposable
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(150);
    private readonly CycleHarness loop = new();

    public void Dispose() => loop.Dispose();

    [Fact]
    public void Commit_ShouldReachStagesAndPartitions_AndCount()
    {
        loop.Process("u");
        loop.Process("w");
        loop.Producer.Failure = SlowCommit;

        loop.Cycle.Commit();

        loop.Calls.ShouldBe(["stage process", "stage process", "stage seal", "stage commit"]);
        loop.Producer.Calls.ShouldBe(["begin", "offsets", "commit"]);
        loop.State.FirstUncommitted.ShouldBe(PartitionState.None);
        loop.State.Store.Checkpoint.ShouldBe(2, "behind the two records of the changelog");
        loop.Metrics.Commits.Value.ShouldBe(1);
        loop.Metrics.CycleSeconds.Count.ShouldBe(1);
    }

    [Fact]
    public void OnlyTheLastRecordOfTheChangelog_ShouldBeReported()
    {
        loop.Process("u");
        loop.Process("w");

        loop.Cycle.Commit();

        loop.Producer.Handlers.Select(h => h is null).ShouldBe([true, false]);
    }

    [Fact]
    public void NothingShouldBeCommitted_WhereNoCycleIsOpen()
    {
        loop.Cycle.Seal();
        loop.Cycle.Commit();

        loop.Calls.ShouldBeEmpty();
        loop.Producer.Calls.ShouldBeEmpty();
    }

    [Fact]
    public void CycleWithoutEvents_ShouldHaveNoOffsets_AndNotAskForTheGroup()
    {
        var profile = loop.State.Store.GetOrCreate("u");
        loop.State.Store.MarkChanged(profile);
        loop.Cycle.Review(loop.State, profile);

        loop.Cycle.Commit();

        loop.Producer.Calls.ShouldBe(["begin", "commit"]);
        _ = loop.Consumer.DidNotReceive().ConsumerGroupMetadata;
    }

    [Fact]
    public async Task Poll_ShouldSettleACycle_OnceItsCommitIsThrough()
    {
        loop.Process("u");
        loop.Cycle.Seal();

        await Eventually.Holds(
            () =>
            {
                loop.Cycle.Poll();
                return loop.Calls.Contains("stage commit");
            },
            "the cycle is settled"
        );
    }

    [Fact]
    public async Task Poll_ShouldTellOfAFailure_ThoughNoCycleWasSealed()
    {
        loop.Producer.Failure = call => call == "produce" ? new InvalidOperationException("full") : null;
        loop.Stage.Effect = context => context.Outbox.Send("topic", 0, [1], [2]);
        loop.Process("u");
        loop.Cycle.Poll();

        loop.Cycle.Flush();

        await Eventually.Holds(Failed, "the failure is told");

        bool Failed()
        {
            try
            {
                loop.Cycle.Poll();
                return false;
            }
            catch (InvalidOperationException e)
            {
                return e.Message == "full";
            }
        }
    }

    [Fact]
    public async Task Poll_ShouldGiveUpACommit_ThatDoesNotCome_ThoughNoEventComesEither()
    {
        using var answer = new ManualResetEventSlim();
        using var hanging = new CycleHarness(timeout: TimeSpan.FromMilliseconds(200));
        hanging.Producer.Failure = call =>
        {
            if (call == "commit")
                answer.Wait();
            return null;
        };
        hanging.Process("u");
        hanging.Cycle.Seal();
        hanging.Cycle.Poll();

        await Task.Delay(250);

        Should.Throw<TransactionBrokenException>(hanging.Cycle.Poll);
        Should.Throw<TransactionBrokenException>(hanging.Cycle.Abort);
        answer.Set();
    }

    [Fact]
    public void FailedCommit_ShouldBeTakenBack_WithWhatFollowedIt_AndReadAgain()
    {
        Fail("commit");
        loop.Process("u");
        loop.Process("u");
        loop.Cycle.Seal();
        loop.Process("w");
        Should.Throw<TransactionBrokenException>(loop.Cycle.Settle);
        loop.Producer.Failure = _ => null;

        loop.Cycle.AbortAndRewind("a test");

        loop.Calls[^1].ShouldBe("stage rollback");
        loop.Calls.ShouldNotContain("stage commit");
        loop.Consumer.Received(1).Seek(new TopicPartitionOffset("interactions", CycleHarness.Partition, 0));
        loop.Log.Lines.ShouldContain(l => l.Contains("aborted a transaction of 3 events"));
        (loop.Metrics.Aborts.Value, loop.Metrics.Commits.Value).ShouldBe((1, 0));
        loop.State.Store.Find("u").ShouldBeNull();
        loop.Cycle.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void EventsOfACycleThatIsGivenUp_ShouldBeCountedOnce_WhereNoneFollowed()
    {
        Fail("commit");
        loop.Process("u");
        loop.Process("u");
        loop.Cycle.Seal();

        loop.Cycle.AbortAndRewind("a test");

        loop.Log.Lines.ShouldContain(l => l.Contains("aborted a transaction of 2 events"));
    }

    [Fact]
    public void Abort_ShouldKeepWhatIsCommitted_WhateverFollowedIt()
    {
        loop.Producer.Failure = SlowCommit;
        loop.Process("u");
        loop.Cycle.Seal();
        loop.Process("w");

        loop.Cycle.Abort();

        loop.Calls.ShouldBe(["stage process", "stage seal", "stage process", "stage commit", "stage rollback"]);
        (loop.Metrics.Aborts.Value, loop.Metrics.Commits.Value).ShouldBe((1, 1));
        loop.State.Store.Find("u").ShouldNotBeNull();
        loop.State.Store.Find("w").ShouldBeNull();
        loop.Consumer.DidNotReceiveWithAnyArgs().Seek(default!);
    }

    [Fact]
    public void Detectors_ShouldBeAdopted_OnceEach()
    {
        loop.Cycle.HasDetectors.ShouldBeFalse();
        loop.Use(new StubDetector("pca-svm", "d-1"));

        loop.Cycle.AdoptDetectors().ShouldBeTrue();
        loop.Cycle.AdoptDetectors().ShouldBeFalse();

        loop.Cycle.HasDetectors.ShouldBeTrue();
    }

    private static Exception? SlowCommit(string call)
    {
        if (call == "commit")
            Thread.Sleep(Slow);
        return null;
    }

    private void Fail(string call) => loop.Producer.Failure = c => c == call ? new KafkaException(new Error(ErrorCode.Unknown, "refused")) : null;
}
