using System.ComponentModel.DataAnnotations;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Reconstruction;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>When and how models are learnt anew from the sanitized stream.</summary>
public sealed record RefreshOptions
{
    /// <summary>Whether this worker takes part in the election of the one that refreshes.</summary>
    /// <value>true.</value>
    public bool Enabled { get; init; } = true;

    /// <summary>The longest time between two refreshes while interactions come in.</summary>
    /// <value>5 minutes; 1 second to 7 days.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>New sanitized interactions after which a refresh starts before its period is over.</summary>
    /// <value>100,000; 1 or more.</value>
    [Range(1, int.MaxValue)]
    public int AfterInteractions { get; init; } = 100_000;

    /// <summary>Fewest users before anything is learnt.</summary>
    /// <value>500; 60 or more: with fewer, a detector trained without labels could not be calibrated.</value>
    [Range(60, int.MaxValue)]
    public int MinimumUsers { get; init; } = 500;

    /// <summary>When the worker trains a detector of its own.</summary>
    /// <value><see cref="SelfTraining.WhenMissing"/>.</value>
    public SelfTraining SelfTraining { get; init; } = SelfTraining.WhenMissing;

    /// <summary>The recommender.</summary>
    /// <value><see cref="FactorizationKind.Ials"/>: as good as WRMF(SGD) and about ten times faster.</value>
    public FactorizationKind Factorization { get; init; } = FactorizationKind.Ials;

    /// <summary>Length of the factors.</summary>
    /// <value>64; 2 to 512.</value>
    [Range(2, 512)]
    public int Rank { get; init; } = 64;

    /// <summary>Items recommended to each user.</summary>
    /// <value>20; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int Recommendations { get; init; } = 20;

    /// <summary>What the recommender learns from.</summary>
    /// <remarks>
    /// A reconstruction amplifies fakes that are alike and long, since they own leading singular directions: on attacked Gowalla targets are shown to 0.140 of the users
    /// with the default one and to 0.128 without (learned attack, WRMF, mean of three seeds), and recall falls by 0.003.
    /// </remarks>
    /// <value><see cref="LearningSource.Interactions"/>.</value>
    public LearningSource LearnFrom { get; init; } = LearningSource.Interactions;

    /// <summary>The local low-rank reconstruction of the sanitized matrix, for <see cref="LearningSource.Reconstruction"/>.</summary>
    public LocalReconstructionOptions Reconstruction { get; init; } = new();

    /// <summary>How many users have no influence on what others are recommended: those whose clicks follow least from one another.</summary>
    /// <remarks>A low-rank defense of the recommender that blocks nobody, behind what the detectors hold: who is trimmed is recommended items all the same.</remarks>
    public TrimmingOptions Trimming { get; init; } = new();

    /// <summary>Whether the refreshing worker looks for campaigns, too.</summary>
    /// <value>true.</value>
    public bool Patrols { get; init; } = true;

    /// <summary>The longest time between two patrols while interactions come in.</summary>
    /// <value>30 seconds; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PatrolPeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>New users after which a patrol starts before its period is over. All patrols, and the glances between them, take a tenth of one core at most.</summary>
    /// <value>200; 1 or more.</value>
    [Range(1, int.MaxValue)]
    public int PatrolAfterUsers { get; init; } = 200;

    /// <summary>Seed of everything that is drawn.</summary>
    /// <value>1.</value>
    public ulong Seed { get; init; } = 1;
}

/// <summary>Recommenders to choose from.</summary>
public enum FactorizationKind
{
    /// <summary>Implicit alternating least squares.</summary>
    Ials,

    /// <summary>WRMF by Adam on the full gradient.</summary>
    Wrmf,
}

/// <summary>When a worker trains detectors without labels.</summary>
public enum SelfTraining
{
    /// <summary>
    /// Only while none of a family has been published; and, where it is one that a worker has trained for itself and that learns from what campaigns and crowds
    /// find, when that has changed.
    /// </summary>
    WhenMissing,

    /// <summary>At every refresh.</summary>
    EveryRefresh,

    /// <summary>Never: detectors come from <c>lowrank train-detector</c>.</summary>
    Never,
}
