namespace LowRankDefense.Streaming.Pipeline;

/// <summary>What the health endpoints tell of the loops.</summary>
public sealed class PipelineHealth(PipelineOptions options, TimeProvider time)
{
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(2);
    private readonly Lock gate = new();
    private long[] pulses = new long[options.Loops];
    private bool[] running = new bool[options.Loops];
    private string waitingFor = "the broker";

    /// <summary>Null where every loop made a step within two minutes, else which one did not.</summary>
    public string? StuckLoop()
    {
        for (var loop = 0; loop < pulses.Length; loop++)
        {
            var last = Volatile.Read(ref pulses[loop]);
            if (last != 0 && time.GetElapsedTime(last) > StuckAfter)
                return $"Loop {loop} has not moved for {time.GetElapsedTime(last)}.";
        }

        return null;
    }

    /// <summary>Null where all loops have joined their group, else what is waited for.</summary>
    public string? NotReady() => Volatile.Read(ref waitingFor) is { Length: > 0 } what ? $"Waiting for {what}." : null;

    /// <summary>Says how many loops there are going to be, before the first runs.</summary>
    internal void Expect(int loops) => (pulses, running) = (new long[loops], new bool[loops]);

    internal void Pulse(int loop) => Volatile.Write(ref pulses[loop], time.GetTimestamp());

    internal void Running(int loop, bool isRunning)
    {
        lock (gate)
        {
            running[loop] = isRunning;
            var missing = Array.IndexOf(running, value: false);
            Volatile.Write(ref waitingFor, missing < 0 ? "" : $"loop {missing} to own its partitions");
        }
    }
}
