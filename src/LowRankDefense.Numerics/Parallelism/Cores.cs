namespace LowRankDefense.Numerics.Parallelism;

/// <summary>Spreads work over the cores so that the result does not depend on how many there are.</summary>
/// <remarks>
/// Rows are cut into chunks of a fixed size; threads take chunks as they come. A chunk writes only what belongs to it, and
/// sums over chunks are taken in the order of the chunks, so that every bit of the result is the same on 1 core and on 64.
/// </remarks>
public static class Cores
{
    // Parts per core that wait to be added up: enough that nobody waits for the slowest, few enough to stay in the cache.
    private const int PartsPerCore = 8;

    /// <summary>Threads that work is spread over: all cores, or the limit that <see cref="Limit"/> has set for this flow of control.</summary>
    public static int Used => CoreBudget.Current?.Cores ?? Environment.ProcessorCount;

    /// <summary>Keeps this flow of control, with all that is nested in it, to <paramref name="cores"/> threads until the result is disposed of.</summary>
    /// <param name="cores">1 or more; a limit within another, narrower one changes nothing.</param>
    /// <remarks>Chunks that start chunks of their own share the threads. A task that the flow starts brings its own thread with it and shares the others.</remarks>
    public static IDisposable Limit(int cores)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cores);
        var outer = CoreBudget.Current;
        CoreBudget.Current = new CoreBudget(Math.Min(cores, Used), outer);
        return new Restore(outer);
    }

    /// <summary>Number of chunks of <paramref name="size"/> rows, 1 or more, that <paramref name="count"/> rows, 0 or more, fall into.</summary>
    public static int ChunksOf(int count, int size) => (count + size - 1) / size;

    /// <summary>Calls <paramref name="body"/> once for every chunk of 0 .. <paramref name="count"/> − 1, on several threads.</summary>
    /// <param name="count">Number of rows, 0 or more.</param>
    /// <param name="size">Rows of a chunk, 1 or more; the last may be smaller.</param>
    /// <param name="body">Works on one chunk; chunks come in any order, several at a time.</param>
    /// <exception cref="Exception">What <paramref name="body"/> has thrown, as it was thrown.</exception>
    public static void ForEachChunk(int count, int size, Action<Chunk> body) =>
        ForEachChunk<object?>(count, size, static () => null, (chunk, _) => body(chunk));

    /// <summary>As above, with scratch space that is made once per thread by <paramref name="scratch"/>.</summary>
    /// <param name="count">Number of rows, 0 or more.</param>
    /// <param name="size">Rows of a chunk, 1 or more; the last may be smaller.</param>
    /// <param name="scratch">Makes the scratch space of a thread; what it holds when a chunk begins is what an earlier chunk has left.</param>
    /// <param name="body">Works on one chunk with the scratch space of its thread.</param>
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

    /// <summary>Computes a part of a sum from every chunk, on several threads, and hands the parts over in the order of the chunks, on the calling thread.</summary>
    /// <remarks>A few parts per core are alive at a time, whatever the number of chunks.</remarks>
    /// <param name="count">Number of rows.</param>
    /// <param name="size">Rows of a chunk.</param>
    /// <param name="parts">The parts of an earlier call, to be used again, or empty; more are added as they are needed.</param>
    /// <param name="part">Makes a part, with what scratch space it needs.</param>
    /// <param name="compute">Overwrites a part, which may hold what it held before, by that of a chunk.</param>
    /// <param name="add">Takes a part in.</param>
    /// <exception cref="Exception">What <paramref name="compute"/> has thrown, as it was thrown.</exception>
    internal static void SumChunks<TPart>(int count, int size, List<TPart> parts, Func<TPart> part, Action<Chunk, TPart> compute, Action<TPart> add)
    {
        var chunks = ChunksOf(count, size);
        var atOnce = Math.Min(chunks, PartsPerCore * Used);
        while (parts.Count < atOnce)
            parts.Add(part());
        for (var first = 0; first < chunks; first += atOnce)
        {
            var start = first * size;
            var rows = Math.Min(count - start, atOnce * size);
            ForEachChunk(rows, size, chunk => compute(new Chunk(first + chunk.Index, start + chunk.Start, start + chunk.End), parts[chunk.Index]));
            for (var p = 0; p < ChunksOf(rows, size); p++)
                add(parts[p]);
        }
    }

    private sealed class Restore(CoreBudget? outer) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => CoreBudget.Current = outer;
    }
}

/// <summary>A run of consecutive rows that one thread works on.</summary>
/// <param name="Index">Number of the chunk, 0 or more.</param>
/// <param name="Start">First row.</param>
/// <param name="End">Row after the last.</param>
public readonly record struct Chunk(int Index, int Start, int End)
{
    /// <summary>Number of rows.</summary>
    public int Length => End - Start;
}
