using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Settings of a C-support vector classifier.</summary>
public sealed record SvmOptions
{
    /// <summary>Kernel.</summary>
    /// <value><see cref="SvmKernel.Polynomial"/>, the best of the paper's Fig. 2.</value>
    public SvmKernel Kernel { get; init; } = SvmKernel.Polynomial;

    /// <summary>Degree d of the polynomial kernel.</summary>
    /// <value>2; 1 to 10.</value>
    [Range(1, 10)]
    public int Degree { get; init; } = 2;

    /// <summary>Price C of a margin violation.</summary>
    /// <value>1; above 0.</value>
    [Range(1e-6, 1e9)]
    public double Cost { get; init; } = 1.0;

    /// <summary>γ; 0 takes 1 / (features · variance of all feature values), scikit-learn's "scale".</summary>
    /// <value>0.</value>
    [Range(0.0, 1e9)]
    public double Gamma { get; init; }

    /// <summary>r of the polynomial and sigmoid kernels.</summary>
    /// <value>1: keeps the linear terms of the quadratic form.</value>
    public double Coef0 { get; init; } = 1.0;

    /// <summary>Whether C is weighted per class so that both classes weigh the same.</summary>
    /// <value>true.</value>
    public bool Balanced { get; init; } = true;

    /// <summary>Factor on C for the positive class, beside <see cref="Balanced"/>.</summary>
    /// <value>1; above 0.</value>
    [Range(1e-9, 1e9)]
    public double PositiveWeight { get; init; } = 1.0;

    /// <summary>Factor on C for the negative class, beside <see cref="Balanced"/>.</summary>
    /// <value>1; above 0.</value>
    [Range(1e-9, 1e9)]
    public double NegativeWeight { get; init; } = 1.0;

    /// <summary>Whether samples that look settled at a bound are set aside for a while; the solution is the same to <see cref="Tolerance"/>.</summary>
    /// <value>true.</value>
    public bool Shrinking { get; init; } = true;

    /// <summary>Stopping tolerance on the violation of the optimality conditions.</summary>
    /// <value>1e-3, as LIBSVM.</value>
    [Range(1e-9, 1.0)]
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>The most epochs of coordinate descent; reaching it is an error.</summary>
    /// <value>10,000: with shrinking, most visit few samples. LIBLINEAR gives up after 1,000, but asks for a <see cref="Tolerance"/> of 0.1 only.</value>
    [Range(1, int.MaxValue)]
    public int MaximumEpochs { get; init; } = 10_000;

    /// <summary>The most pair updates of SMO; reaching it is an error.</summary>
    /// <value>10,000,000.</value>
    [Range(1, int.MaxValue)]
    public int MaximumIterations { get; init; } = 10_000_000;

    /// <summary>Memory for kernel rows, in MiB.</summary>
    /// <value>200; 1 to 65,536.</value>
    [Range(1, 65_536)]
    public int CacheMegabytes { get; init; } = 200;
}
