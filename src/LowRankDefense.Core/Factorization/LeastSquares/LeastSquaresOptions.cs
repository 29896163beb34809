namespace LowRankDefense.Core.Factorization.LeastSquares;

/// <summary>What <see cref="AlternatingLeastSquares"/> minimizes, and how.</summary>
/// <param name="Rank">Length of a factor.</param>
/// <param name="Regularization">λ, above 0.</param>
/// <param name="UnobservedConfidence">w₀, the confidence of every cell that is not stored, whose preference is 0: 1 for implicit feedback, 0 where only ratings count.</param>
/// <param name="LargestCholeskyRank">The largest rank that is solved exactly; above it conjugate gradients are used.</param>
/// <param name="ConjugateGradientSteps">Steps per row and half-step.</param>
internal readonly record struct LeastSquaresOptions(
    int Rank,
    double Regularization,
    double UnobservedConfidence,
    int LargestCholeskyRank,
    int ConjugateGradientSteps
);
