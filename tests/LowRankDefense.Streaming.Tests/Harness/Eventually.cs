using System.Diagnostics;

namespace LowRankDefense.Streaming.Tests.Harness;

/// <summary>Waits for what other threads do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns as soon as <paramref name="condition"/> holds; fails with <paramref name="what"/> where it never does.</summary>
    public static Task Holds(Func<bool> condition, string what) => Holds(condition, () => what);

    /// <inheritdoc cref="Holds(Func{bool}, string)"/>
    public static async Task Holds(Func<bool> condition, Func<string> what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"Not within {Patience}: {what()}");
            await Task.Delay(10);
        }
    }
}
