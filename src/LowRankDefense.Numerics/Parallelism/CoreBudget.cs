namespace LowRankDefense.Numerics.Parallelism;

/// <summary>The threads that a flow of control, and all that is nested in it, may keep busy at one time.</summary>
/// <param name="cores">Threads in all, the flow's own among them; 1 or more.</param>
/// <param name="outer">The budget in which this one lies and out of which it is paid; null where there is none.</param>
internal sealed class CoreBudget(int cores, CoreBudget? outer)
{
    private static readonly AsyncLocal<CoreBudget?> OfFlow = new();
    private int free = cores - 1;

    /// <summary>The budget of the running flow of control; null where it has none.</summary>
    public static CoreBudget? Current
    {
        get => OfFlow.Value;
        set => OfFlow.Value = value;
    }

    /// <summary>Threads in all.</summary>
    public int Cores => cores;

    /// <summary>Takes as many of the <paramref name="wanted"/> helpers as are free, here and further out; returns how many. Each is given back once.</summary>
    public int Take(int wanted)
    {
        for (var seen = Volatile.Read(ref free); ; seen = Volatile.Read(ref free))
        {
            var own = Math.Clamp(wanted, 0, seen);
            if (Interlocked.CompareExchange(ref free, seen - own, seen) != seen)
                continue;
            var taken = outer?.Take(own) ?? own;
            Interlocked.Add(ref free, own - taken);
            return taken;
        }
    }

    /// <summary>Gives one helper back.</summary>
    public void GiveBack()
    {
        Interlocked.Increment(ref free);
        outer?.GiveBack();
    }
}
