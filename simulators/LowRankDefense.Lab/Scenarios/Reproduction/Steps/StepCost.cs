using System.Diagnostics;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Steps;

/// <summary>What a step has taken. It differs from run to run, and so is no result.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="Mebibytes">The heap of the runtime at its largest, as it is looked at every 10 ms, above what it was before; garbage not yet collected counts.</param>
internal sealed record StepCost(double Seconds, double Mebibytes)
{
    private const double Mebibyte = 1 << 20;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(10);

    /// <summary>Computes, and looks what it takes.</summary>
    /// <typeparam name="T">The result.</typeparam>
    /// <param name="compute">Computes it.</param>
    public static (T Result, StepCost Cost) Of<T>(Func<T> compute)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = before;
        using var done = new ManualResetEventSlim();
        // A thread of its own: the pool's are all at work.
        var watcher = new Thread(() =>
        {
            do most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            while (!done.Wait(Every));
        });
        var watch = Stopwatch.StartNew();
        watcher.Start();
        try
        {
            var result = compute();
            var seconds = watch.Elapsed.TotalSeconds;
            Stop();
            return (result, new StepCost(seconds, Math.Max(0, most - before) / Mebibyte));
        }
        finally
        {
            Stop();
        }

        void Stop()
        {
            done.Set();
            watcher.Join();
        }
    }
}
