using System.Globalization;
using LowRankDefense.Core.Detection;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>What the steps of one refresh hand on to one another.</summary>
internal sealed class RefreshRun(SanitizedSnapshot snapshot, DateTimeOffset now, ulong seed)
{
    private CsrMatrix? binary;

    /// <summary>What is learnt from.</summary>
    public SanitizedSnapshot Snapshot { get; } = snapshot;

    /// <summary>The interactions as ones: users × items.</summary>
    public CsrMatrix Binary => binary ??= Snapshot.Matrix.Binarized();

    /// <summary>When the refresh began, Unix milliseconds.</summary>
    public long Now { get; } = now.ToUnixTimeMilliseconds();

    /// <summary>What every version of this refresh ends in.</summary>
    public string Stamp { get; } = now.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>Source of everything that is drawn; each step splits off its own.</summary>
    public SeededRandom Random { get; } = new(seed);

    /// <summary>Detectors trained in this refresh.</summary>
    public List<IDetector> Detectors { get; } = [];

    /// <summary>The reconstructed interactions, or the interactions where nothing is reconstructed: users × items.</summary>
    public CsrMatrix Reconstruction
    {
        get => field ?? throw Missing();
        set;
    }

    /// <summary>The factors of the reconstruction, with their version.</summary>
    public FactorModel Factors
    {
        get => field ?? throw Missing();
        set;
    }

    /// <summary>The recommendations made from the factors.</summary>
    public RecommendationTable Recommendations
    {
        get => field ?? throw Missing();
        set;
    }

    private static InvalidOperationException Missing() => new("A refresh step asks for what no step before it has computed.");
}
