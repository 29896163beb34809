namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>An item that surges, and whose clickers are not the people who click such items.</summary>
/// <param name="Item">Column of the item.</param>
/// <param name="Deviations">How far its clicks are above what the history predicts, in standard deviations.</param>
/// <param name="Clickers">Its clickers in the window.</param>
/// <param name="Ratio">How many times as far they are from what is expected as the farthest of the items they are held against.</param>
/// <param name="Members">Rows of those who belong to the odd group, ascending.</param>
/// <param name="Nats">Posterior log odds of each of them, nats.</param>
public sealed record OddCrowd(int Item, double Deviations, int Clickers, double Ratio, IReadOnlyList<int> Members, IReadOnlyList<double> Nats)
{
    /// <summary>The same with some of its members only.</summary>
    public OddCrowd Only(Predicate<int> isWanted)
    {
        int[] wanted = [.. Enumerable.Range(0, Members.Count).Where(m => isWanted(Members[m]))];
        return this with { Members = Array.ConvertAll(wanted, m => Members[m]), Nats = Array.ConvertAll(wanted, m => Nats[m]) };
    }
}
