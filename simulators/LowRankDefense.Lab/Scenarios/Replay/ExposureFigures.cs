using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Streaming.Refresh;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>How many genuine users are shown what the fakes push, as the worker published it and as it would be without the guard, as lines of a result.</summary>
internal static class ExposureFigures
{
    /// <summary>Trains the worker's recommender on all that was sent, and holds its lists and the published ones against the targets.</summary>
    /// <param name="console">Where it is said what is going on.</param>
    /// <param name="stream">What was sent.</param>
    /// <param name="published">User → items that the worker recommends, best first.</param>
    /// <param name="options">Options of the worker's refresh.</param>
    /// <param name="recommender">Learns as the worker does.</param>
    /// <param name="seed">Seed of the training.</param>
    /// <param name="stop">Stops within the training.</param>
    public static IReadOnlyList<Figure> Of(
        IAnsiConsole console,
        ReplayStream stream,
        IReadOnlyDictionary<string, string[]> published,
        RefreshOptions options,
        WorkerRecommender recommender,
        ulong seed,
        CancellationToken stop
    )
    {
        var unknown = stream.Targets.Count == 0 ? "not known: --targets names the targets" : null;
        if ((stream.WhyNothingIsLearnt(options) ?? unknown) is { } why)
            return [new("target_exposure", null, why), new("target_exposure_unguarded", null, why)];

        console.WriteLine("Training the recommender on everything, as if there were no guard …");
        var everything = IndexedDataSet.Of(new DataSet("everything", stream.Ratings, []), binary: true);
        var model = recommender.TrainUnguarded(everything.Train, seed, stop);
        var lists = TopN.Compute(model, everything.Train, options.Recommendations, stop);
        string[] genuine = [.. everything.Users.Ids.Where(u => !stream.Fakes.Contains(u))];
        var unguarded = genuine.ToDictionary(
            u => u,
            u => Array.ConvertAll(lists.ItemsOf(everything.Users.IndexOf(u)).ToArray(), i => everything.Items[i]),
            StringComparer.Ordinal
        );
        var places = $"among their {options.Recommendations} recommendations";
        return
        [
            new(
                "target_exposure",
                RecommendationReader.Exposure(published, genuine, stream.Targets, options.Recommendations),
                $"share of the genuine users with a target {places}, as the worker published them last"
            ),
            new(
                "target_exposure_unguarded",
                RecommendationReader.Exposure(unguarded, genuine, stream.Targets, options.Recommendations),
                "the same, had the worker's recommender learnt from everything that was sent, with nobody trimmed"
            ),
        ];
    }
}
