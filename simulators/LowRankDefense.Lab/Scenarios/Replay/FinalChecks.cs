using System.Diagnostics;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Lab.Output;
using LowRankDefense.Lab.Streams;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Refresh;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace LowRankDefense.Lab.Scenarios.Replay;

/// <summary>
/// What is checked behind the last run: the worker goes on where it was ended, in this process and with the refresh, until every user has
/// recommendations; then every event is accounted for.
/// </summary>
/// <param name="console">Where it is said what is waited for.</param>
/// <param name="system">The system, with the worker configured as in the last run.</param>
/// <param name="from">Where in its topic the stream begins.</param>
internal sealed class FinalChecks(IAnsiConsole console, LocalSystem system, StartOffsets from)
{
    private static readonly TimeSpan RefreshPatience = TimeSpan.FromMinutes(5);

    /// <summary>Starts the worker, waits for its recommendations where there are to be any, and audits; it succeeds where nothing is missing.</summary>
    /// <param name="stream">What was sent.</param>
    /// <param name="stop">Stops at once.</param>
    public async Task<Outcome> Run(ReplayStream stream, CancellationToken stop)
    {
        var topics = Service<TopicOptions>();
        var nothing = stream.WhyNothingIsLearnt(Service<RefreshOptions>());
        await system.StartWorker(stop);
        var recommended = nothing is null
            ? await console.Working("Waiting for a refresh over everything", () => WaitForRecommendations(topics, stop))
            : default;
        var report = await console.Working(
            "Accounting for every event",
            () => Task.FromResult(StreamAuditor.Audit(system.Bootstrap, topics, Service<InteractionOptions>(), Service<ProfileOptions>(), from))
        );
        return new Outcome(
            [
                .. AuditFigures.Of(report),
                new("users", nothing is null ? recommended.Active : null, "users with sanitized interactions"),
                new("recommended", nothing is null ? recommended.WithLists : null, nothing ?? "users with recommendations"),
            ],
            report.Balances && report.In == stream.Ratings.Count && (recommended.Complete || nothing is not null)
        );
    }

    private T Service<T>()
        where T : notnull => system.WorkerServices.GetRequiredService<T>();

    private async Task<Recommended> WaitForRecommendations(TopicOptions topics, CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var active = ActiveUsers.Read(system.Bootstrap, topics);
            var lists = RecommendationReader.Newest(system.Bootstrap, topics.Recommendations);
            var recommended = new Recommended(active.Count, active.Count(lists.ContainsKey));
            if (recommended.Complete || waited.Elapsed > RefreshPatience)
                return recommended;
            await Task.Delay(2_000, stop);
        }
    }

    /// <summary>How far the recommendations have come.</summary>
    /// <param name="Active">Users with sanitized interactions.</param>
    /// <param name="WithLists">Those of them with recommendations.</param>
    private readonly record struct Recommended(int Active, int WithLists)
    {
        /// <summary>Whether all have some, and there are any.</summary>
        public bool Complete => Active > 0 && WithLists >= Active;
    }
}
