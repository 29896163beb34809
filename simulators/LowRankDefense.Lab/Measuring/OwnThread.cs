namespace LowRankDefense.Lab.Measuring;

/// <summary>
/// Work that blocks, on a thread of its own. On the pool's, which has one for each core and grows by one every half second, it would stop what else runs
/// there: the embedded broker, and with it whoever is being measured.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs <paramref name="work"/>; its exception is the task's.</summary>
    /// <param name="work">Blocks as long as it likes.</param>
    /// <param name="stop">Whether it is to begin at all, and what its cancellation is known by.</param>
    public static Task Run(Action work, CancellationToken stop) =>
        Task.Factory.StartNew(work, stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
