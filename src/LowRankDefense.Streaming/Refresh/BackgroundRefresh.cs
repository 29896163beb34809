using System.Runtime.ExceptionServices;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Computes one refresh at a time on a thread of its own: patrols go on meanwhile.</summary>
internal sealed class BackgroundRefresh(RefreshJob job, CancellationToken stop) : IDisposable
{
    private readonly CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private Thread? thread;
    private RefreshRun? run;
    private ExceptionDispatchInfo? failure;

    /// <summary>Whether a refresh was begun and not yet taken.</summary>
    public bool IsUnderWay => thread is not null;

    /// <summary>Whether there is one to take.</summary>
    public bool IsOver => thread is { IsAlive: false };

    /// <summary>Begins to compute.</summary>
    /// <param name="snapshot">What is learnt from.</param>
    public void Begin(SanitizedSnapshot snapshot)
    {
        thread = new Thread(() => Compute(snapshot))
        {
            Name = "lowrank-learning",
            IsBackground = true,
            Priority = ThreadPriority.BelowNormal,
        };
        thread.Start();
    }

    /// <summary>What was computed.</summary>
    /// <exception cref="Exception">A step failed.</exception>
    public RefreshRun Take()
    {
        thread?.Join();
        var (taken, failed) = (run, failure);
        (thread, run, failure) = (null, null, null);
        failed?.Throw();
        return taken ?? throw new InvalidOperationException("No refresh was begun.");
    }

    /// <summary>Gives up what is not over.</summary>
    public void Dispose()
    {
        cancel.Cancel();
        thread?.Join();
        cancel.Dispose();
    }

    private void Compute(SanitizedSnapshot snapshot)
    {
        try
        {
            run = job.Compute(snapshot, cancel.Token);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
