using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Detection.Svm;

/// <summary>The vectorized loops against their definitions, with rests of every length, ties and samples at their bounds.</summary>
public class WorkingSetTests
{
    private const double Tau = 1e-12;
    private readonly SeededRandom random = new(17);

    public static TheoryData<int> Lengths => [.. Enumerable.Range(1, 21), 64, 131];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Highest_ShouldBeTheFirstOfTheGreatest_WithoutThoseThatMayNotRise(int length)
    {
        for (var trial = 0; trial < 50; trial++)
        {
            // Few values, so that there are ties.
            var v = Values(length, () => random.NextInt(5) - 2);
            var penalty = Values(length, () => random.NextInt(3) == 0 ? double.NegativeInfinity : 0);
            var expected = Enumerable.Range(0, length).Where(t => penalty[t] == 0).OrderByDescending(t => v[t]).ThenBy(t => t).Take(1).ToArray();

            var at = WorkingSet.Highest(v, penalty, out var highest);

            at.ShouldBe(expected is [var first] ? first : -1);
            highest.ShouldBe(at < 0 ? double.NegativeInfinity : v[at]);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void SecondOrder_ShouldBeTheFirstOfTheGreatestGain_AmongThoseBelow(int length)
    {
        for (var trial = 0; trial < 50; trial++)
        {
            var v = Values(length, () => random.NextInt(5) - 2);
            var penalty = Values(length, () => random.NextInt(3) == 0 ? double.PositiveInfinity : 0);
            float[] row = [.. Enumerable.Range(0, length).Select(_ => random.NextInt(4) / 2f)];
            // Some of them such that the curvature is 0 or below: it is then τ.
            var diagonal = Values(length, () => random.NextInt(3));
            double Gain(int t) => Math.Pow(1 - v[t], 2) / Math.Max(Tau, 1.5 + diagonal[t] - (2 * row[t]));
            int[] falling = [.. Enumerable.Range(0, length).Where(t => penalty[t] == 0)];
            var expected = falling.Where(t => v[t] < 1).OrderByDescending(Gain).ThenBy(t => t).Take(1).ToArray();

            var at = WorkingSet.SecondOrder(v, penalty, row, diagonal, own: 1.5, highest: 1, Tau, out var lowest);

            at.ShouldBe(expected is [var first] ? first : -1);
            lowest.ShouldBe(falling.Length > 0 ? falling.Min(t => v[t]) : double.PositiveInfinity);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Move_ShouldTakeTheDifferenceOfTheRows(int length)
    {
        var v = Values(length, random.NextGaussian);
        float[] rowI = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];
        float[] rowJ = [.. Enumerable.Range(0, length).Select(_ => (float)random.NextGaussian())];
        double[] expected = [.. v.Select((value, t) => value - (0.7 * ((double)rowI[t] - rowJ[t])))];

        WorkingSet.Move(v, rowI, rowJ, 0.7);

        v.ShouldBe(expected, "bit for bit, as the scalar loop has it");
    }

    private static double[] Values(int length, Func<double> draw) => [.. Enumerable.Range(0, length).Select(_ => draw())];
}
