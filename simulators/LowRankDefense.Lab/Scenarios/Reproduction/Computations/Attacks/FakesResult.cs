using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Attacks;

/// <summary>Fake profiles, as the result of a step.</summary>
/// <param name="Columns">Items of the data set.</param>
/// <param name="Items">Of each fake the columns that it interacts with, ascending.</param>
/// <param name="Values">The values it gives them.</param>
/// <param name="LetThrough">How many of them are let through by whom they asked, before and behind it; null where they asked nobody.</param>
internal sealed record FakesResult(int Columns, int[][] Items, float[][] Values, LetThrough? LetThrough = null)
{
    /// <summary>The rows of a matrix.</summary>
    /// <param name="fakes">Fakes × items.</param>
    public static FakesResult Of(CsrMatrix fakes)
    {
        int[] rows = [.. Enumerable.Range(0, fakes.Rows)];
        return new FakesResult(
            fakes.Columns,
            Array.ConvertAll(rows, f => fakes.ColumnsOf(f).ToArray()),
            Array.ConvertAll(rows, f => fakes.ValuesOf(f).ToArray())
        );
    }

    /// <summary>Fakes × items.</summary>
    public CsrMatrix ToMatrix() =>
        CsrMatrix.FromEntries(Items.Length, Columns, [.. Items.SelectMany((own, f) => own.Select((item, e) => (f, item, Values[f][e])))]);
}

/// <summary>How many fakes a defense lets through.</summary>
/// <param name="Before">As they were before they asked.</param>
/// <param name="Behind">As they came.</param>
internal sealed record LetThrough(int Before, int Behind);
