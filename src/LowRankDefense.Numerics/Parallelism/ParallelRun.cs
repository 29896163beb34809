using System.Runtime.ExceptionServices;

namespace LowRankDefense.Numerics.Parallelism;

/// <summary>Runs one piece of work on the calling thread and, as far as budget and thread pool have any to spare, on others.</summary>
/// <remarks>
/// For work of a few milliseconds, repeated: helpers are woken at once, and one that has not come by the time the caller is done is not
/// waited for. A busy pool costs speed and never progress. What the work starts in parallel itself is paid out of the same budget.
/// </remarks>
internal static class ParallelRun
{
    /// <summary>Runs <paramref name="work"/> here and on up to <paramref name="helpers"/> threads more; returns when all that have begun are done.</summary>
    /// <exception cref="Exception">What the work has thrown, as it was thrown.</exception>
    public static void Run(Action work, int helpers)
    {
        var outer = CoreBudget.Current;
        var budget = outer ?? new CoreBudget(Environment.ProcessorCount, outer: null);
        var hired = new Helper[budget.Take(helpers)];
        if (hired.Length == 0)
        {
            work();
            return;
        }

        CoreBudget.Current = budget;
        for (var h = 0; h < hired.Length; h++)
        {
            hired[h] = new Helper(work, budget);
            ThreadPool.UnsafeQueueUserWorkItem(hired[h], preferLocal: false);
        }

        try
        {
            work();
        }
        finally
        {
            foreach (var helper in hired)
                helper.DismissOrWait();
            CoreBudget.Current = outer;
        }

        foreach (var helper in hired)
            helper.ThrowIfFailed();
    }

    private sealed class Helper(Action work, CoreBudget budget) : IThreadPoolWorkItem
    {
        private const int Pending = 0;
        private const int Started = 1;
        private const int Dismissed = 2;

        private readonly ManualResetEventSlim finished = new();
        private int state = Pending;
        private ExceptionDispatchInfo? failure;

        /// <inheritdoc/>
        public void Execute()
        {
            if (Interlocked.CompareExchange(ref state, Started, Pending) != Pending)
                return;
            CoreBudget.Current = budget;
            try
            {
                work();
            }
            catch (Exception exception)
            {
                // Thrown again on the caller's thread.
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            CoreBudget.Current = null;
            budget.GiveBack();
            finished.Set();
        }

        /// <summary>Returns when the helper is done, or at once where it has not begun, and then it never will.</summary>
        public void DismissOrWait()
        {
            if (Interlocked.CompareExchange(ref state, Dismissed, Pending) == Started)
                finished.Wait();
            else
                budget.GiveBack();
        }

        /// <summary>Throws on the caller's thread what the work has thrown on this one.</summary>
        public void ThrowIfFailed() => failure?.Throw();
    }
}
