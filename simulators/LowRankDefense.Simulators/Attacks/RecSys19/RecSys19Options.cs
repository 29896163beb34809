using System.ComponentModel.DataAnnotations;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Pmf;

namespace LowRankDefense.Simulators.Attacks.RecSys19;

/// <summary>Parameters of <see cref="RecSys19Attack"/>; where nothing else is said the defaults are those of Christakopoulou &amp; Banerjee (RecSys 2019).</summary>
public sealed record RecSys19Options
{
    /// <summary>What draws the profiles that are improved.</summary>
    public GanOptions Gan { get; init; } = new();

    /// <summary>What the attacker wants.</summary>
    /// <value><see cref="PushIntent.Hits"/>.</value>
    public PushIntent Intent { get; init; }

    /// <summary>The recommender that is trained on the fakes.</summary>
    /// <value><see cref="SurrogateKind.Auto"/>.</value>
    public SurrogateKind Surrogate { get; init; }

    /// <summary>T, profiles that are tried: the first as they are drawn, each other one a step from the one before.</summary>
    /// <remarks>The paper has 10, of which each takes a training from the start; warm ones cost little.</remarks>
    /// <value>30; 0 to 10,000. With none the profiles stay as they are drawn.</value>
    [Range(0, 10_000)]
    public int Steps { get; init; } = 30;

    /// <summary>K, directions that each step tries; fewer where there are fewer fakes.</summary>
    /// <value>5; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int Directions { get; init; } = 5;

    /// <summary>α, how far a direction is tried, as a share of the length of all profiles together.</summary>
    /// <value>0.1; above 0.</value>
    [Range(1e-6, 1e3)]
    public double Probe { get; init; } = 0.1;

    /// <summary>η, the length of a step, as a share of the length of all profiles together.</summary>
    /// <value>0.05; above 0.</value>
    [Range(1e-6, 1e3)]
    public double StepLength { get; init; } = 0.05;

    /// <summary>Items of a fake besides the targets.</summary>
    /// <value>90; 0 or more.</value>
    [Range(0, int.MaxValue)]
    public int Fillers { get; init; } = 90;

    /// <summary>Places of a list, for <see cref="PushIntent.Hits"/> and the hit rate of the history.</summary>
    /// <value>10; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int Shown { get; init; } = 10;

    /// <summary>Iterations of the surrogate before the first step.</summary>
    /// <value>10; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int Iterations { get; init; } = 10;

    /// <summary>Iterations by which it goes on where the profiles have moved.</summary>
    /// <value>5; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int WarmIterations { get; init; } = 5;

    /// <summary>The surrogate for ratings.</summary>
    public PmfOptions Pmf { get; init; } = new();

    /// <summary>The surrogate for clicks.</summary>
    public IalsOptions Ials { get; init; } = new();
}

/// <summary>The recommender that fakes are tried on.</summary>
public enum SurrogateKind
{
    /// <summary>PMF where users give several values, else WRMF.</summary>
    Auto,

    /// <summary>Probabilistic matrix factorization of the values.</summary>
    Pmf,

    /// <summary>Weighted-regularized matrix factorization of clicks, by least squares.</summary>
    Wrmf,
}
