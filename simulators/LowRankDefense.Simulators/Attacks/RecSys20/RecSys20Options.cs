using System.ComponentModel.DataAnnotations;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;

namespace LowRankDefense.Simulators.Attacks.RecSys20;

/// <summary>Parameters of <see cref="RecSys20Attack"/>; the defaults are those of Tang, Wen &amp; Wang (RecSys 2020), §5, for wrmf-sgd; <see cref="SurrogateCatalog"/> has those for others.</summary>
public sealed record RecSys20Options
{
    /// <summary>Steps on the profiles.</summary>
    /// <value>30; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int Epochs { get; init; } = 30;

    /// <summary>The recommender that is trained on the fakes at every step, one of <see cref="SurrogateCatalog.Names"/>.</summary>
    /// <value>wrmf-sgd.</value>
    public string Surrogate { get; init; } = SurrogateCatalog.WrmfSgd;

    /// <summary>Last epochs of <see cref="Wrmf"/> that the gradient is traced through.</summary>
    /// <value>10; 1 to the epochs of the surrogate.</value>
    [Range(1, 100_000)]
    public int TracedEpochs { get; init; } = 10;

    /// <summary>η of the step on the profiles.</summary>
    /// <value>1; above 0.</value>
    [Range(1e-6, 1e6)]
    public double LearningRate { get; init; } = 1;

    /// <summary>μ of the step on the profiles, kept across projections.</summary>
    /// <value>0.95; 0 up to but without 1.</value>
    [Range(0, 0.999_999)]
    public double Momentum { get; init; } = 0.95;

    /// <summary>A fake clicks where its profile is above this.</summary>
    /// <value>0.05; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double Threshold { get; init; } = 0.05;

    /// <summary>Whom the fakes copy to begin with.</summary>
    /// <value><see cref="FakeStart.First"/>.</value>
    public FakeStart Start { get; init; }

    /// <summary>Whether every fake clicks all targets, whatever the gradient says.</summary>
    /// <value>false.</value>
    public bool ClickTargets { get; init; }

    /// <summary>What the surrogates of the steps begin with.</summary>
    /// <value><see cref="SurrogateSeeds.Same"/>.</value>
    public SurrogateSeeds Seeds { get; init; }

    /// <summary>The surrogate wrmf-sgd, which is also the victim that the authors report.</summary>
    /// <value>WRMF of rank 128, 50 epochs.</value>
    public WrmfOptions Wrmf { get; init; } = new();

    /// <summary>The surrogate wrmf-als, as the code of the authors has it.</summary>
    /// <value>Rank 128, 10 iterations, confidence 20, λ 0.05, factors that begin with deviation 0.1.</value>
    public IalsOptions Als { get; init; } = new() { Regularization = 0.05, InitialDeviation = 0.1 };
}

/// <summary>Whom fakes copy to begin with.</summary>
public enum FakeStart
{
    /// <summary>The first genuine users with short profiles, as the code of the authors does.</summary>
    First,

    /// <summary>Genuine users with short profiles, drawn.</summary>
    Random,
}

/// <summary>What the surrogates of an attack begin with.</summary>
public enum SurrogateSeeds
{
    /// <summary>All with the same seed, as the authors have it: the steps see one function, and the fakes suit that seed best.</summary>
    Same,

    /// <summary>Each with a seed of its own: the fakes suit no seed, and transfer better.</summary>
    Fresh,
}
