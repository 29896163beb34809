using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Optimization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization.Wrmf;

/// <summary>WRMF(SGD) as its definition reads: every cell of users × items, every row in every Adam step, in double precision.</summary>
internal static class DenseWrmf
{
    public static FactorModel Train(CsrMatrix interactions, WrmfOptions options, SeededRandom random)
    {
        var (p, q) = Factors(interactions, options, random, (_, _) => 0);
        return new FactorModel(Matrix(p, options.Rank), Matrix(q, options.Rank));
    }

    /// <summary>P and Q by rows, the preference of each cell changed by <paramref name="change"/> and its confidence as it was.</summary>
    public static (double[] P, double[] Q) Factors(CsrMatrix interactions, WrmfOptions options, SeededRandom random, Func<int, int, double> change)
    {
        var model = FactorModel.Gaussian(interactions.Rows, interactions.Columns, options.Rank, options.InitialDeviation, random);
        var p = Array.ConvertAll(model.Users.Data.ToArray(), x => (double)x);
        var q = Array.ConvertAll(model.Items.Data.ToArray(), x => (double)x);
        var (mp, vp, mq, vq) = (new double[p.Length], new double[p.Length], new double[q.Length], new double[q.Length]);
        var order = Enumerable.Range(0, interactions.Rows).ToArray();
        var step = 0;
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            random.Shuffle<int>(order);
            foreach (var batch in order.Chunk(options.BatchSize))
            {
                var (gp, gq) = Gradient(interactions, p, q, batch, options, change);
                step++;
                Step(p, gp, mp, vp, step, options.Adam);
                Step(q, gq, mq, vq, step, options.Adam);
            }
        }

        return (p, q);
    }

    public static double Loss(CsrMatrix interactions, FactorModel model, double weight)
    {
        var loss = 0.0;
        for (var u = 0; u < interactions.Rows; u++)
        for (var i = 0; i < interactions.Columns; i++)
        {
            var x = interactions.ColumnsOf(u).Contains(i) ? 1.0 : 0.0;
            loss += (x > 0 ? weight : 1.0) * Math.Pow(x - model.Score(u, i), 2);
        }

        return loss;
    }

    private static (double[] Users, double[] Items) Gradient(
        CsrMatrix interactions,
        double[] p,
        double[] q,
        int[] batch,
        WrmfOptions options,
        Func<int, int, double> change
    )
    {
        var (gp, gq, k) = (new double[p.Length], new double[q.Length], options.Rank);
        foreach (var u in batch)
            for (var i = 0; i < interactions.Columns; i++)
            {
                var isStored = interactions.ColumnsOf(u).Contains(i);
                var x = (isStored ? 1.0 : 0.0) + change(u, i);
                var s = 0.0;
                for (var f = 0; f < k; f++)
                    s += p[(u * k) + f] * q[(i * k) + f];
                // ∂/∂s w (x − s)² = 2 w (s − x)
                var r = 2.0 * (isStored ? options.Confidence : 1.0) * (s - x);
                for (var f = 0; f < k; f++)
                {
                    gp[(u * k) + f] += r * q[(i * k) + f];
                    gq[(i * k) + f] += r * p[(u * k) + f];
                }
            }

        return (gp, gq);
    }

    private static void Step(double[] p, double[] g, double[] m, double[] v, int t, AdamOptions o)
    {
        for (var i = 0; i < p.Length; i++)
        {
            var d = g[i] + (o.WeightDecay * p[i]);
            m[i] = (o.FirstDecay * m[i]) + ((1 - o.FirstDecay) * d);
            v[i] = (o.SecondDecay * v[i]) + ((1 - o.SecondDecay) * d * d);
            p[i] -= o.LearningRate * (m[i] / (1 - Math.Pow(o.FirstDecay, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(o.SecondDecay, t))) + o.Epsilon);
        }
    }

    private static DenseMatrix Matrix(double[] data, int columns) => new(data.Length / columns, columns, Array.ConvertAll(data, x => (float)x));
}
