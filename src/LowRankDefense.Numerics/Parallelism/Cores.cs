namespace LowRankDefense.Numerics.Parallelism;

/// <summary>Spreads work over the cores so that the result does not depend on how many there are.</summary>
/// <remarks>
/// Rows are cut into chunks of a fixed size; threads take chunks as they come. A chunk writes only what belongs to it, and
/// sums over chunks are taken in the order of the chunks, so that every bit of the result is the same on 1 core and on 64.
/// </remarks>
public static class Cores
{
    private static readonly AsyncLocal<int> Ceiling = new();

    /// <summary>Threads that work is spread over: all cores, or the limit that <see cref="Limit"/> has set for this flow of control.</summary>
    public static int Used => Ceiling.Value > 0 ? Math.Min(Ceiling.Value, Environment.ProcessorCount) : Environment.ProcessorCount;

    /// <summary>Keeps this flow of control to <paramref name="cores"/> threads until the result is disposed of.</summary>
    public static IDisposable Limit(int cores)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cores);
        var restore = new Restore(Ceiling.Value);
        Ceiling.Value = cores;
        return restore;
    }

    /// <summary>Number of chunks of <paramref name="size"/> that <paramref name="count"/> rows fall into.</summary>
    public static int ChunksOf(int count, int size) => (count + size - 1) / size;

    /// <summary>Calls <paramref name="body"/> once for every chunk of 0 .. <paramref name="count"/> − 1, on several threads.</summary>
    public static void ForEachChunk(int count, int size, Action<Chunk> body) =>
        ForEachChunk<object?>(count, size, static () => null, (chunk, _) => body(chunk));

    /// <summary>As above, with scratch space that is made once per thread by <paramref name="scratch"/>.</summary>
    /// <exception cref="Exception">What <paramref name="body"/> has thrown, as it was thrown.</exception>
    public static void ForEachChunk<TScratch>(int count, int size, Func<TScratch> scratch, Action<Chunk, TScratch> body)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentNullException.ThrowIfNull(scratch);
        ArgumentNullException.ThrowIfNull(body);
        var chunks = ChunksOf(count, size);
        if (chunks == 0)
            return;
        var taken = -1;
        void Work()
        {
            var own = scratch();
            for (var c = Interlocked.Increment(ref taken); c < chunks; c = Interlocked.Increment(ref taken))
                body(new Chunk(c, c * size, Math.Min(count, (c + 1) * size)), own);
        }

        ParallelRun.Run(Work, Math.Min(chunks, Used) - 1);
    }

    private sealed class Restore(int previous) : IDisposable
    {
        public void Dispose() => Ceiling.Value = previous;
    }
}
