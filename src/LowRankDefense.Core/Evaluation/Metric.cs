namespace LowRankDefense.Core.Evaluation;

/// <summary>A measured number and what it means.</summary>
/// <param name="Name">Short name, also the key in JSON results.</param>
/// <param name="Value">The number; shares are 0 .. 1.</param>
/// <param name="Definition">One sentence that leaves nothing open.</param>
public sealed record Metric(string Name, double Value, string Definition);

/// <summary>A metric that is a mean over users, with the value of every user: what intervals and tests are made from.</summary>
public sealed class UserMetric
{
    private readonly double[] values;

    /// <summary>A metric over the given users' values.</summary>
    /// <param name="name">Short name, also the key in JSON results.</param>
    /// <param name="definition">One sentence that leaves nothing open.</param>
    /// <param name="values">One per user, not empty; not copied.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public UserMetric(string name, string definition, double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException($"{name} is a mean over users, and there are none.", nameof(values));
        this.values = values;
        Mean = new Metric(name, values.Average(), definition);
    }

    /// <summary>The mean over the users, under the name of the metric.</summary>
    public Metric Mean { get; }

    /// <summary>One value per user.</summary>
    public ReadOnlySpan<double> Values => values;
}
