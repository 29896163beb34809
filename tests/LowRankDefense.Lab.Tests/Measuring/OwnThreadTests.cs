using LowRankDefense.Lab.Measuring;

namespace LowRankDefense.Lab.Tests.Measuring;

public class OwnThreadTests
{
    [Fact]
    public async Task Work_ShouldTakeNoThreadOfThePool_WhichTheEmbeddedBrokerAnswersOn()
    {
        var isPooled = true;

        await OwnThread.Run(() => isPooled = Thread.CurrentThread.IsThreadPoolThread, CancellationToken.None);

        isPooled.ShouldBeFalse();
    }

    [Fact]
    public async Task Failure_ShouldBeTheTasks() =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                OwnThread.Run(() => throw new InvalidOperationException("no luck"), CancellationToken.None)
            )
        ).Message.ShouldBe("no luck");

    [Fact]
    public async Task CancelledWork_ShouldBeTellableFromFailedWork()
    {
        using var stop = new CancellationTokenSource();
        var task = OwnThread.Run(
            () =>
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            },
            stop.Token
        );

        await Should.ThrowAsync<OperationCanceledException>(task);
        task.IsCanceled.ShouldBeTrue();
    }
}
