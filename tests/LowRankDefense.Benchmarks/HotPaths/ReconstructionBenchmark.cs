using BenchmarkDotNet.Attributes;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Decompositions.Svd;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Benchmarks.HotPaths;

/// <summary>PCA and local reconstruction of 200,000 interactions.</summary>
[MemoryDiagnoser]
public class ReconstructionBenchmark
{
    private CsrMatrix interactions = null!;

    [GlobalSetup]
    public void Draw() => interactions = SyntheticData.Interactions(200_000, seed: 1);

    [Benchmark(Baseline = true)]
    public TruncatedSvd Pca20() => RandomizedSvd.Compute(interactions, new RandomizedSvdOptions { Rank = 20, Centred = true }, new SeededRandom(2));

    [Benchmark]
    public IReadOnlyList<SlabProjector> SlabProjectors() =>
        SlabProjector.ComputeAll(interactions, new LocalReconstructionOptions { Shape = PatchShape.Slab }, new SeededRandom(2));

    [Benchmark]
    public CsrMatrix Squares() =>
        LocalReconstruction.Reconstruct(interactions, new LocalReconstructionOptions { Shape = PatchShape.Square }, new SeededRandom(2));
}
