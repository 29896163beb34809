using LowRankDefense.Core.Evaluation;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Streams;

namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What genuine users are shown: how far the targets have come, and how good the lists are.</summary>
/// <param name="TargetHit">Share of the genuine users who have a target among their first 50 recommendations.</param>
/// <param name="TargetRank">Mean place of the targets among what a genuine user has not seen, 1 the best; null where only lists are known.</param>
/// <param name="Recall">Share of the interactions held out that are among the first 50 recommendations, mean over the genuine users.</param>
internal sealed record Exposure(double TargetHit, double? TargetRank, double Recall)
{
    /// <summary>What a model would show.</summary>
    /// <param name="model">The model, over the rows of the stream.</param>
    /// <param name="stream">The stream; nobody is recommended what he was sent with.</param>
    /// <param name="stop">Stops between users.</param>
    public static Exposure Of(FactorModel model, DemoStream stream, CancellationToken stop)
    {
        var lists = TopN.Compute(model, stream.Everything, DemoSettings.K, stop);
        int[] genuine = [.. Enumerable.Range(0, stream.Data.Users.Count)];
        return Of(lists, stream, TargetRanks.Mean(model, stream.Everything, stream.Targets, genuine).Value);
    }

    /// <summary>What published lists show; a user without one is shown nothing.</summary>
    /// <param name="lists">User → recommended items, best first.</param>
    /// <param name="stream">The stream.</param>
    public static Exposure Of(IReadOnlyDictionary<string, string[]> lists, DemoStream stream)
    {
        var rows = new int[stream.Everything.Rows][];
        Array.Fill(rows, []);
        foreach (var (user, items) in lists)
            rows[stream.RowOf(user)] = Array.ConvertAll(items, stream.Data.Items.IndexOf);
        return Of(RecommendationTable.Of(rows, DemoSettings.K), stream, targetRank: null);
    }

    /// <summary>Share of the genuine users with a published list who are shown a target: in that list, and in the one that a model would have made.</summary>
    /// <param name="published">User → recommended items, best first.</param>
    /// <param name="model">The model, over the rows of the stream.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="stop">Stops between users.</param>
    public static (double Published, double Model) Shown(
        IReadOnlyDictionary<string, string[]> published,
        FactorModel model,
        DemoStream stream,
        CancellationToken stop
    )
    {
        string[] users = [.. published.Keys.Where(stream.Genuine.Contains)];
        var lists = TopN.Compute(model, stream.Everything, DemoSettings.K, stop);
        var made = users.ToDictionary(
            u => u,
            u => Array.ConvertAll(lists.ItemsOf(stream.RowOf(u)).ToArray(), i => stream.Data.Items[i]),
            StringComparer.Ordinal
        );
        double Share(IReadOnlyDictionary<string, string[]> shown) => RecommendationReader.Exposure(shown, users, stream.TargetIds, DemoSettings.K);
        return (Share(published), Share(made));
    }

    private static Exposure Of(RecommendationTable lists, DemoStream stream, double? targetRank)
    {
        var outcome = RankingMetrics.PerUser(lists, stream.Data.TestFor(stream.Everything), DemoSettings.K, [.. stream.Targets]);
        return new Exposure(outcome.TargetHit!.Mean.Value, targetRank, outcome.Recall.Mean.Value);
    }
}
