namespace LowRankDefense.Lab.Scenarios.Reproduction.Computations.Recommenders;

/// <summary>Whom a detector would have removed, as the result of a step.</summary>
/// <param name="Rows">Rows of users, genuine ones first and fakes behind them, ascending.</param>
/// <param name="Fakes">Fakes among them.</param>
/// <param name="AllFakes">Fakes there are.</param>
/// <param name="Genuine">Genuine users among them.</param>
/// <param name="Trust">How far the clicks of each user are trusted, 0 to 1; null where a detector says no more than yes or no.</param>
internal sealed record RemovedResult(int[] Rows, int Fakes, int AllFakes, int Genuine, float[]? Trust = null)
{
    /// <summary>Counts whom it removed.</summary>
    /// <param name="isRemoved">Of each user.</param>
    /// <param name="genuine">So many of the first are genuine.</param>
    public static RemovedResult Of(IReadOnlyList<bool> isRemoved, int genuine)
    {
        int[] rows = [.. Enumerable.Range(0, isRemoved.Count).Where(u => isRemoved[u])];
        return new RemovedResult(rows, rows.Count(u => u >= genuine), isRemoved.Count - genuine, rows.Count(u => u < genuine));
    }

    /// <summary>Those of the genuine users alone: whom the same detector would remove where there are no fakes to train with.</summary>
    public RemovedResult OnCleanData(int genuine) => new([.. Rows.Where(r => r < genuine)], 0, 0, Genuine);

    /// <inheritdoc/>
    public override string ToString() => $"{(AllFakes == 0 ? "" : $"{Fakes} of {AllFakes} fakes and ")}{Genuine} genuine users removed";
}
