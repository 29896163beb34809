namespace LowRankDefense.Benchmarks.Scaling;

/// <summary>Seconds of one computation over growing data.</summary>
/// <param name="Name">What is computed.</param>
internal sealed record ScalingSeries(string Name)
{
    public List<double> NonZeros { get; } = [];

    public List<double> Seconds { get; } = [];

    /// <summary>b of seconds = a · nonzeros^b, by least squares on the logarithms.</summary>
    public double Exponent
    {
        get
        {
            double[] x = [.. NonZeros.Select(v => Math.Log(v))],
                y = [.. Seconds.Select(v => Math.Log(v))];
            var (meanX, meanY) = (x.Average(), y.Average());
            return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
        }
    }
}
