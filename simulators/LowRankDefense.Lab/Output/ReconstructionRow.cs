using LowRankDefense.Simulators.Experiments;

namespace LowRankDefense.Lab.Output;

/// <summary>What one reconstruction cost and did.</summary>
/// <param name="Setting">How it was made, or "none".</param>
/// <param name="Seconds">Wall time of the reconstruction.</param>
/// <param name="PeakMb">Largest working set of the process until then, in MiB.</param>
/// <param name="NewCells">Cells kept that were not observed.</param>
/// <param name="EnergyKept">Σ x̂² / Σ x² over the observed cells.</param>
/// <param name="Quality">Metrics of WRMF(SGD) trained on it, by name; empty where none was trained.</param>
/// <param name="Published">The paper's figures for the setting.</param>
internal sealed record ReconstructionRow(
    string Setting,
    double Seconds,
    double PeakMb,
    int NewCells,
    double EnergyKept,
    IReadOnlyDictionary<string, double> Quality,
    PublishedReconstruction? Published
);
