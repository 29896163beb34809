namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Kernel functions, with the conventions of LIBSVM.</summary>
public enum SvmKernel
{
    /// <summary>u·v</summary>
    Linear,

    /// <summary>(γ u·v + r)^d</summary>
    Polynomial,

    /// <summary>exp(−γ ‖u − v‖²)</summary>
    Rbf,

    /// <summary>tanh(γ u·v + r)</summary>
    Sigmoid,
}
