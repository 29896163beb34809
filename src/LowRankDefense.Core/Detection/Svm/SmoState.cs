using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Svm;

/// <summary>The dual variables α, the violations v = −yG of the gradient G = Qα − e, and the pair updates of SMO on the active samples.</summary>
/// <remarks>Active samples come first; shrinking exchanges samples, <see cref="original"/> remembers who they were.</remarks>
internal sealed class SmoState
{
    private const double Tau = 1e-12;

    private readonly KernelRows rows;
    private readonly double[] y;
    private readonly double[] costs;
    private readonly double[] alpha;
    private readonly double[] v;
    private readonly double[] risePenalty;
    private readonly double[] fallPenalty;
    private readonly int[] original;
    private int active;
    private double highest;
    private double lowest;

    /// <summary>All variables at 0.</summary>
    /// <param name="rows">The kernel matrix.</param>
    /// <param name="y">±1, one per sample.</param>
    /// <param name="costs">C, one per sample.</param>
    public SmoState(KernelRows rows, double[] y, double[] costs)
    {
        this.rows = rows;
        this.y = [.. y];
        this.costs = [.. costs];
        alpha = new double[y.Length];
        // G = −e at α = 0
        v = [.. y];
        risePenalty = new double[y.Length];
        fallPenalty = new double[y.Length];
        original = [.. Enumerable.Range(0, y.Length)];
        active = y.Length;
        for (var t = 0; t < y.Length; t++)
            SetPenalties(t);
    }

    /// <summary>Whether some samples are set aside.</summary>
    public bool IsShrunk => active < y.Length;

    /// <summary>The largest violation of the optimality conditions among the active samples, as of the last selection.</summary>
    public double Violation => highest - lowest;

    /// <summary>Finds the pair of active samples that gains most to second order; false where none violates by more than <paramref name="tolerance"/>.</summary>
    public bool SelectPair(double tolerance, out int i, out int j)
    {
        j = -1;
        lowest = double.PositiveInfinity;
        // i = argmax { v_t : t in I_up }
        i = WorkingSet.Highest(v.AsSpan(0, active), risePenalty.AsSpan(0, active), out highest);
        if (i < 0)
            return false;
        j = WorkingSet.SecondOrder(
            v.AsSpan(0, active),
            fallPenalty.AsSpan(0, active),
            rows.Row(i, active),
            rows.Diagonal.AsSpan(0, active),
            rows.Diagonal[i],
            highest,
            Tau,
            out lowest
        );
        return j >= 0 && Violation > tolerance;
    }

    /// <summary>Solves the two-variable problem exactly and updates the violations.</summary>
    public void Update(int i, int j)
    {
        var rowI = rows.Row(i, active);
        var rowJ = rows.Row(j, active);
        var curvature = Math.Max(Tau, rows.Diagonal[i] + rows.Diagonal[j] - (2.0 * rowI[j]));
        // Move along the direction that keeps yᵀα: α_i += y_i δ, α_j −= y_j δ
        var delta = (v[i] - v[j]) / curvature;
        delta = Math.Min(delta, y[i] > 0 ? costs[i] - alpha[i] : alpha[i]);
        delta = Math.Min(delta, y[j] > 0 ? alpha[j] : costs[j] - alpha[j]);
        alpha[i] = Math.Clamp(alpha[i] + (y[i] * delta), 0.0, costs[i]);
        alpha[j] = Math.Clamp(alpha[j] - (y[j] * delta), 0.0, costs[j]);
        SetPenalties(i);
        SetPenalties(j);
        // G_t += Q_ti Δα_i + Q_tj Δα_j = y_t δ (K_ti − K_tj)
        WorkingSet.Move(v.AsSpan(0, active), rowI, rowJ, delta);
    }

    /// <summary>Sets aside the samples at a bound that the last selection shows to be far from leaving it (Chang &amp; Lin 2011, §5.1).</summary>
    public void Shrink()
    {
        for (var t = 0; t < active; t++)
        {
            if (!MayBeSetAside(t))
                continue;
            active--;
            while (active > t && MayBeSetAside(active))
                active--;
            if (active > t)
                Swap(t, active);
        }
    }

    /// <summary>Takes all samples back: v_t = y_t − Σ_s α_s y_s K_ts for those that were set aside.</summary>
    public void Unshrink()
    {
        var (from, all) = (active, y.Length);
        y.AsSpan(from).CopyTo(v.AsSpan(from));
        for (var s = 0; s < all; s++)
        {
            if (alpha[s] == 0.0)
                continue;
            var row = rows.Row(s, all);
            var weight = alpha[s] * y[s];
            for (var t = from; t < all; t++)
                v[t] -= weight * row[t];
        }

        active = all;
    }

    /// <summary>The classifier: the samples whose α is above 0, in their original order.</summary>
    /// <param name="features">Samples × features, in their original order.</param>
    /// <param name="options">What it was trained with, γ resolved.</param>
    public SvmModel ToModel(DenseMatrix features, SvmOptions options)
    {
        var support = Enumerable.Range(0, y.Length).Where(t => alpha[t] > 0).OrderBy(t => original[t]).ToArray();
        var vectors = new DenseMatrix(support.Length, features.Columns);
        for (var s = 0; s < support.Length; s++)
            features.Row(original[support[s]]).CopyTo(vectors.Row(s));
        // ½αᵀQα − eᵀα = ½ Σ α (G − 1) with G = −y v
        var objective = 0.0;
        for (var t = 0; t < y.Length; t++)
            objective -= 0.5 * alpha[t] * ((y[t] * v[t]) + 1.0);
        return new SvmModel(options, vectors, Array.ConvertAll(support, t => alpha[t] * y[t]), Bias(), objective);
    }

    private bool CanRise(int t) => y[t] > 0 ? alpha[t] < costs[t] : alpha[t] > 0;

    private bool CanFall(int t) => y[t] > 0 ? alpha[t] > 0 : alpha[t] < costs[t];

    private void SetPenalties(int t)
    {
        risePenalty[t] = CanRise(t) ? 0.0 : double.NegativeInfinity;
        fallPenalty[t] = CanFall(t) ? 0.0 : double.PositiveInfinity;
    }

    private bool MayBeSetAside(int t) => (!CanRise(t) && v[t] > highest) || (!CanFall(t) && v[t] < lowest);

    private void Swap(int a, int b)
    {
        rows.Swap(a, b);
        (y[a], y[b]) = (y[b], y[a]);
        (costs[a], costs[b]) = (costs[b], costs[a]);
        (alpha[a], alpha[b]) = (alpha[b], alpha[a]);
        (v[a], v[b]) = (v[b], v[a]);
        (risePenalty[a], risePenalty[b]) = (risePenalty[b], risePenalty[a]);
        (fallPenalty[a], fallPenalty[b]) = (fallPenalty[b], fallPenalty[a]);
        (original[a], original[b]) = (original[b], original[a]);
    }

    // −ρ: the mean of v over free variables, or the middle of its bounds where none is free.
    private double Bias()
    {
        double sum = 0,
            upper = double.PositiveInfinity,
            lower = double.NegativeInfinity;
        var free = 0;
        for (var t = 0; t < y.Length; t++)
        {
            if (alpha[t] > 0 && alpha[t] < costs[t])
            {
                sum += v[t];
                free++;
            }

            if (CanRise(t))
                lower = Math.Max(lower, v[t]);
            if (CanFall(t))
                upper = Math.Min(upper, v[t]);
        }

        return free > 0 ? sum / free : (upper + lower) / 2.0;
    }
}
