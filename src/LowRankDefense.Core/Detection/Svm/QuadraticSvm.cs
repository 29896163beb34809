namespace LowRankDefense.Core.Detection.Svm;

/// <summary>A classifier trained on explicit degree-2 features.</summary>
/// <param name="Form">Its decision function.</param>
/// <param name="DualObjective">½‖w‖² − Σα, which is minimized; never below −<paramref name="PrimalObjective"/>, and equal to it at the solution.</param>
/// <param name="PrimalObjective">½‖w‖² + Σ Cᵢ max(0, 1 − yᵢ f(xᵢ)).</param>
/// <param name="Epochs">Passes over the samples.</param>
public sealed record QuadraticSvm(QuadraticForm Form, double DualObjective, double PrimalObjective, int Epochs);
