using LowRankDefense.Core.Detection.Campaigns.Patrols;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Detection.Campaigns;

public class NewsTests
{
    private static readonly int[] Core = [1, 2, 3];

    [Fact]
    public void Theme_ShouldBeNoNews_WhereThePastHadAsManyHolders()
    {
        Of(pastHolders: 10, past: 100, holders: 5, window: 50).ShouldBe(0);
        Of(pastHolders: 10, past: 100, holders: 6, window: 50).ShouldBeLessThan(1);
    }

    [Fact]
    public void Core_ShouldBeNews_WhereNobodyHadIt() => Of(pastHolders: 0, past: 200, holders: 6, window: 100).ShouldBeGreaterThan(20);

    [Theory]
    [InlineData(3, 4)]
    [InlineData(3, 12)]
    [InlineData(20, 40)]
    public void Nats_ShouldNeverExceedTheSurprise(int pastHolders, int holders)
    {
        var nats = Of(pastHolders, past: 400, holders, window: 200);

        var mean = (pastHolders + 0.1) / 400 * 200;
        var tail = 1 - Enumerable.Range(0, holders).Sum(k => Math.Exp((k * Math.Log(mean)) - mean - Enumerable.Range(1, k).Sum(i => Math.Log(i))));
        Math.Exp(-nats).ShouldBeGreaterThanOrEqualTo(tail);
        nats.ShouldBePositive();
    }

    [Fact]
    public void Holder_ShouldHaveMostOfTheCore()
    {
        // Of three items all are needed (0.7 · 3 = 2.1), of two both.
        var profiles = Matrix([
            [1, 2],
            [1, 2, 3],
        ]);

        News.Of(profiles, Core, [], [0]).ShouldBe(0);
        News.Of(profiles, Core, [], [1]).ShouldBePositive();
        News.Of(profiles, [1, 4], [], [0]).ShouldBe(0);
        News.Of(profiles, [1, 2], [], [0]).ShouldBePositive();
    }

    private static double Of(int pastHolders, int past, int holders, int window)
    {
        int[][] rows =
        [
            .. Enumerable.Range(0, past).Select(u => u < pastHolders ? Core : [5]),
            .. Enumerable.Range(0, window).Select(u => u < holders ? Core : [6]),
        ];
        return News.Of(Matrix(rows), Core, [.. Enumerable.Range(0, past)], [.. Enumerable.Range(past, window)]);
    }

    private static CsrMatrix Matrix(int[][] rows) =>
        CsrMatrix.FromEntries(rows.Length, 10, [.. rows.SelectMany((columns, row) => columns.Select(c => (row, c, 1f)))]);
}
