using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>The dual variables α, their gradient G = Qα − e and the pair updates of SMO.</summary>
internal sealed class SmoState
{
    private readonly KernelRows rows;
    private readonly sbyte[] y;
    private readonly double[] costs;
    private readonly double[] alpha;
    private readonly double[] gradient;

    public SmoState(KernelRows rows, sbyte[] y, double[] costs)
    {
        this.rows = rows;
        this.y = y;
        this.costs = costs;
        alpha = new double[y.Length];
        gradient = new double[y.Length];
        Array.Fill(gradient, -1.0);
    }

    private bool CanRise(int t) => y[t] > 0 ? alpha[t] < costs[t] : alpha[t] > 0;

    private bool CanFall(int t) => y[t] > 0 ? alpha[t] > 0 : alpha[t] < costs[t];

    /// <summary>Finds the pair that violates the optimality conditions; false where none does by more than <paramref name="tolerance"/>.</summary>
    public bool SelectPair(double tolerance, double tau, out int i, out int j)
    {
        (i, j) = (-1, -1);
        // i = argmax { −y_t G_t : t in I_up }
        var highest = double.NegativeInfinity;
        for (var t = 0; t < y.Length; t++)
        {
            if (CanRise(t) && -y[t] * gradient[t] > highest)
                (i, highest) = (t, -y[t] * gradient[t]);
        }

        if (i < 0)
            return false;
        var rowI = rows[i];
        var (lowest, best) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var t = 0; t < y.Length; t++)
        {
            if (!CanFall(t))
                continue;
            var violation = -y[t] * gradient[t];
            lowest = Math.Min(lowest, violation);
            var difference = highest - violation;
            if (difference <= 0)
                continue;
            // j = argmin { −b²/a },  a = K_ii + K_tt − 2 K_it
            var curvature = Math.Max(tau, rows.Diagonal[i] + rows.Diagonal[t] - (2.0 * rowI[t]));
            var gain = -(difference * difference) / curvature;
            if (gain < best)
                (j, best) = (t, gain);
        }

        return j >= 0 && highest - lowest > tolerance;
    }

    /// <summary>Solves the two-variable problem exactly and updates the gradient.</summary>
    public void Update(int i, int j, double tau)
    {
        var (rowI, rowJ) = (rows[i], rows[j]);
        var curvature = Math.Max(tau, rows.Diagonal[i] + rows.Diagonal[j] - (2.0 * rowI[j]));
        // Move along the direction that keeps yᵀα: α_i += y_i δ, α_j −= y_j δ
        var delta = ((-y[i] * gradient[i]) + (y[j] * gradient[j])) / curvature;
        delta = Math.Min(delta, y[i] > 0 ? costs[i] - alpha[i] : alpha[i]);
        delta = Math.Min(delta, y[j] > 0 ? alpha[j] : costs[j] - alpha[j]);
        alpha[i] = Clip(alpha[i] + (y[i] * delta), costs[i]);
        alpha[j] = Clip(alpha[j] - (y[j] * delta), costs[j]);
        // G_t += Q_ti Δα_i + Q_tj Δα_j = y_t δ (K_ti − K_tj)
        for (var t = 0; t < y.Length; t++)
            gradient[t] += y[t] * delta * (rowI[t] - (double)rowJ[t]);
    }

    public SvmModel ToModel(DenseMatrix features, SvmOptions options)
    {
        var support = Enumerable.Range(0, y.Length).Where(t => alpha[t] > 0).ToArray();
        var vectors = new DenseMatrix(support.Length, features.Columns);
        for (var s = 0; s < support.Length; s++)
            features.Row(support[s]).CopyTo(vectors.Row(s));
        var objective = 0.0;
        for (var t = 0; t < y.Length; t++)
            objective += 0.5 * alpha[t] * (gradient[t] - 1.0);
        return new SvmModel(options, vectors, Array.ConvertAll(support, t => alpha[t] * y[t]), Bias(), objective);
    }

    // −ρ: the mean of −y_t G_t over free variables, or the middle of its bounds where none is free.
    private double Bias()
    {
        double sum = 0,
            upper = double.PositiveInfinity,
            lower = double.NegativeInfinity;
        var free = 0;
        for (var t = 0; t < y.Length; t++)
        {
            var value = -y[t] * gradient[t];
            if (alpha[t] > 0 && alpha[t] < costs[t])
            {
                sum += value;
                free++;
            }

            if (CanRise(t))
                lower = Math.Max(lower, value);
            if (CanFall(t))
                upper = Math.Min(upper, value);
        }

        return free > 0 ? sum / free : (upper + lower) / 2.0;
    }

    private static double Clip(double value, double cost) => Math.Clamp(value, 0.0, cost);
}
