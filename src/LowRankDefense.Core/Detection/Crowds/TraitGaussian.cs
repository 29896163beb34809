using LowRankDefense.Numerics.Decompositions;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>Weighted sums of traits and of their products: mean and covariance of a group, whoever is left out of it.</summary>
internal sealed class TraitSums
{
    private const int Dimensions = TraitGaussian.Dimensions;
    private readonly double[] sums = new double[Dimensions];
    private readonly double[] products = new double[Dimensions * Dimensions];

    /// <summary>Σ of the weights.</summary>
    public double Weight { get; private set; }

    /// <summary>Adds a user; a negative weight takes one out.</summary>
    public void Add(Traits user, double weight)
    {
        Span<double> x = [user.Coherence, user.Popularity, user.Length];
        Weight += weight;
        for (var i = 0; i < Dimensions; i++)
        {
            sums[i] += weight * x[i];
            for (var j = i; j < Dimensions; j++)
                products[(i * Dimensions) + j] += weight * x[i] * x[j];
        }
    }

    /// <summary>Σ of a trait.</summary>
    public double Sum(int trait) => sums[trait];

    /// <summary>Σ w (x_i − m_i)(x_j − m_j)</summary>
    public double Scatter(int i, int j, ReadOnlySpan<double> mean) =>
        products[(i * Dimensions) + j] - (sums[i] * mean[j]) - (sums[j] * mean[i]) + (Weight * mean[i] * mean[j]);
}

/// <summary>A Gaussian over the three traits.</summary>
internal sealed class TraitGaussian
{
    /// <summary>How many traits there are.</summary>
    public const int Dimensions = 3;

    // Weight of the prior in the mean and in the covariance, in users.
    private const double MeanUsers = 1;
    private const double SpreadUsers = 10;
    private const double Ridge = 0.05;
    private readonly double[] mean = new double[Dimensions];
    private readonly double[] covariance = new double[Dimensions * Dimensions];
    private readonly double[] upper;
    private readonly double halfLogDeterminant;

    /// <summary>The Gaussian of a group.</summary>
    /// <param name="group">Its sums.</param>
    /// <param name="prior">What it is drawn to where the group is small; null where it is large.</param>
    public TraitGaussian(TraitSums group, TraitGaussian? prior = null)
    {
        var (meanUsers, spreadUsers) = prior is null ? (0, 0) : (MeanUsers, SpreadUsers);
        var weight = Math.Max(0, group.Weight) + 1e-12;
        for (var k = 0; k < Dimensions; k++)
            mean[k] = (group.Sum(k) + (meanUsers * (prior?.mean[k] ?? 0))) / (weight + meanUsers);
        for (var i = 0; i < Dimensions; i++)
        {
            for (var j = i; j < Dimensions; j++)
            {
                var at = (i * Dimensions) + j;
                covariance[at] = (group.Scatter(i, j, mean) + (spreadUsers * (prior?.covariance[at] ?? 0))) / (weight + spreadUsers);
            }

            covariance[(i * Dimensions) + i] += prior is null ? Ridge : 0;
        }

        upper = [.. covariance];
        if (!Cholesky.TryFactorUpper(upper, Dimensions))
            throw new ArgumentException("Traits that are not finite have no Gaussian.", nameof(group));
        for (var k = 0; k < Dimensions; k++)
            halfLogDeterminant += Math.Log(upper[(k * Dimensions) + k]);
    }

    /// <summary>Logarithm of the density, up to the constant that all Gaussians have.</summary>
    public double LogDensity(Traits user)
    {
        Span<double> y = [user.Coherence - mean[0], user.Popularity - mean[1], user.Length - mean[2]];
        Cholesky.SolveUpperTransposed(upper, Dimensions, y);
        return (-((y[0] * y[0]) + (y[1] * y[1]) + (y[2] * y[2])) / 2) - halfLogDeterminant;
    }
}
