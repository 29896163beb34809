using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>Multipliers α, weights w = Σ αᵢyᵢφ₂(xᵢ) and the samples still looked at.</summary>
internal sealed class CoordinateDescentState
{
    private readonly DenseMatrix samples;
    private readonly QuadraticFeatures map;
    private readonly double[] labels;
    private readonly double[] costs;
    private readonly double[] alpha;
    private readonly double[] weights;
    private readonly double[] phi;
    private readonly int[] order;
    private int active;

    // A sample at a bound whose gradient lies beyond what the last pass saw is set aside.
    private (double Highest, double Lowest) bounds = (double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>All multipliers at 0.</summary>
    /// <param name="samples">Samples × features.</param>
    /// <param name="map">φ₂.</param>
    /// <param name="labels">±1, one per sample.</param>
    /// <param name="costs">C, one per sample.</param>
    public CoordinateDescentState(DenseMatrix samples, QuadraticFeatures map, double[] labels, double[] costs)
    {
        (this.samples, this.map, this.labels, this.costs) = (samples, map, labels, costs);
        alpha = new double[labels.Length];
        weights = new double[map.Width];
        phi = new double[map.Width];
        order = [.. Enumerable.Range(0, labels.Length)];
        active = order.Length;
    }

    /// <summary>Whether some samples are set aside.</summary>
    public bool IsShrunk => active < order.Length;

    /// <summary>Takes all samples back.</summary>
    public void Unshrink() => (active, bounds) = (order.Length, (double.PositiveInfinity, double.NegativeInfinity));

    /// <summary>Visits every active sample once, in random order; the largest less the smallest projected gradient it met.</summary>
    public double Pass(SeededRandom random, bool shrinking)
    {
        var (highest, lowest) = (double.NegativeInfinity, double.PositiveInfinity);
        random.Shuffle(order.AsSpan(0, active));
        for (var s = 0; s < active; s++)
        {
            var i = order[s];
            // G = yᵢ w·φ₂(xᵢ) − 1
            var gradient = Gradient(i);
            if (shrinking && IsSettled(i, gradient))
            {
                (order[s], order[active - 1]) = (order[active - 1], order[s]);
                active--;
                s--;
                continue;
            }

            var projected = Projected(i, gradient);
            highest = Math.Max(highest, projected);
            lowest = Math.Min(lowest, projected);
            if (projected != 0)
                Move(i, gradient);
        }

        bounds = (highest > 0 ? highest : double.PositiveInfinity, lowest < 0 ? lowest : double.NegativeInfinity);
        return active == 0 ? 0 : highest - lowest;
    }

    /// <summary>The classifier as it stands, with both objectives.</summary>
    public QuadraticSvm ToSvm(int epochs)
    {
        var norm = 0.5 * Vectors.Dot(weights, weights);
        var (dual, primal) = (norm, norm);
        for (var i = 0; i < alpha.Length; i++)
        {
            dual -= alpha[i];
            primal += costs[i] * Math.Max(0, -Gradient(i));
        }

        return new QuadraticSvm(map.ToForm(weights), dual, primal, epochs);
    }

    private double Gradient(int i)
    {
        map.Map(samples.Row(i), phi);
        return (labels[i] * Vectors.Dot(weights, phi)) - 1;
    }

    private bool IsSettled(int i, double gradient) =>
        (alpha[i] <= 0 && gradient > bounds.Highest) || (alpha[i] >= costs[i] && gradient < bounds.Lowest);

    private double Projected(int i, double gradient) =>
        alpha[i] <= 0 ? Math.Min(gradient, 0)
        : alpha[i] >= costs[i] ? Math.Max(gradient, 0)
        : gradient;

    // α ← min(max(α − G/‖φ‖², 0), C), w ← w + Δα y φ, φ still that of sample i; a sample whose φ is 0 goes to its bound.
    private void Move(int i, double gradient)
    {
        var before = alpha[i];
        alpha[i] = Math.Clamp(before - (gradient / Vectors.Dot(phi, phi)), 0, costs[i]);
        Vectors.Axpy((alpha[i] - before) * labels[i], phi, weights);
    }
}
