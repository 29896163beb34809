namespace LowRankDefense.Lab.Scenarios.Reproduction.Steps;

/// <summary>Steps in an order in which each comes behind those that it needs.</summary>
internal sealed class StepGraph
{
    private readonly List<IStep> steps = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    /// <summary>The steps that are wanted, and those that they need, each once.</summary>
    /// <param name="wanted">Steps.</param>
    public StepGraph(IEnumerable<IStep> wanted)
    {
        foreach (var step in wanted)
            Add(step);
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<IStep> Steps => steps;

    /// <summary>Takes the steps that were not taken.</summary>
    /// <param name="cache">Has results, and takes them.</param>
    /// <param name="progress">Told before each step, and at the end.</param>
    /// <param name="stop">Gives up; what was taken stays.</param>
    public void Run(StepCache cache, Action<StepProgress> progress, CancellationToken stop)
    {
        for (var at = 0; at < steps.Count; at++)
        {
            stop.ThrowIfCancellationRequested();
            if (cache.Has(steps[at]))
                continue;
            progress(new StepProgress(at, steps.Count, steps[at].Title, Remaining(cache, at)));
            steps[at].Run(cache, stop);
        }

        progress(new StepProgress(steps.Count, steps.Count, "done", TimeSpan.Zero));
    }

    // Of each step still to be taken, as long as those of its kind took in the mean; null while one is of a kind that none was taken of.
    private TimeSpan? Remaining(StepCache cache, int from)
    {
        var taken = steps
            .Select(s => (s.Kind, Cost: cache.CostOf(s)))
            .Where(s => s.Cost is not null)
            .GroupBy(s => s.Kind, s => s.Cost!.Seconds, StringComparer.Ordinal)
            .ToDictionary(own => own.Key, own => own.Average(), StringComparer.Ordinal);
        var left = steps.Skip(from).Where(s => !cache.Has(s)).ToList();
        return left.TrueForAll(s => taken.ContainsKey(s.Kind)) ? TimeSpan.FromSeconds(left.Sum(s => taken[s.Kind])) : null;
    }

    private void Add(IStep step)
    {
        if (!known.Add(step.Key))
            return;
        foreach (var needed in step.Needs)
            Add(needed);
        steps.Add(step);
    }
}

/// <summary>How far a graph has come.</summary>
/// <param name="Done">Steps that are taken.</param>
/// <param name="All">All of them.</param>
/// <param name="Next">What comes next.</param>
/// <param name="Remaining">What is left, as far as one can tell; null where nobody can.</param>
internal sealed record StepProgress(int Done, int All, string Next, TimeSpan? Remaining);
