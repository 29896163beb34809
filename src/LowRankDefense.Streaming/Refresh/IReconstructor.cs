using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Rebuilds the sanitized matrix before factors are learnt from it.</summary>
internal interface IReconstructor
{
    /// <summary>The reconstruction of <paramref name="observed"/>, of the same shape.</summary>
    CsrMatrix Reconstruct(CsrMatrix observed, SeededRandom random, CancellationToken stop);
}
