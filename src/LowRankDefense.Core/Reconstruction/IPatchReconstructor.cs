namespace LowRankDefense.Core.Reconstruction;

/// <summary>Reconstructs a matrix patch by patch; patches have nothing to do with each other. Thread-safe.</summary>
internal interface IPatchReconstructor
{
    /// <summary>Number of patches.</summary>
    int Patches { get; }

    /// <summary>Reconstructs patch <paramref name="patch"/> and hands its cells to <paramref name="writer"/>.</summary>
    void Reconstruct(int patch, PatchWriter writer);
}
