using LowRankDefense.Core.Alerts;
using LowRankDefense.Core.Detection.Training;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Wrmf;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming;

/// <summary>Registers the pipeline, the model watcher and the refresh loop.</summary>
public static class StreamingServices
{
    /// <summary>Adds everything between the topics; the options records must be registered by the caller.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services) =>
        services
            .AddSingleton<WorkerMetrics>()
            .AddSingleton<ModelRegistry>()
            .AddSingleton<KafkaClients>()
            .AddSingleton<TopicSetup>()
            .AddSingleton<ProfileStoreFactory>()
            .AddSingleton<PipelineReady>()
            .AddSingleton<PipelineHealth>()
            .AddSingleton(Loop)
            .AddSingleton(Trainer)
            .AddSingleton<Refresher>()
            .AddHostedService<ModelWatcher>()
            .AddHostedService<PipelineService>()
            .AddHostedService<RefreshLoop>();

    private static Func<int, TransactionalLoop> Loop(IServiceProvider provider)
    {
        var topics = provider.GetRequiredService<TopicOptions>();
        var clients = provider.GetRequiredService<KafkaClients>();
        var time = provider.GetRequiredService<TimeProvider>();
        var registry = provider.GetRequiredService<ModelRegistry>();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("LowRankDefense.Pipeline");
        // Item ids are few and shared by the loops; user ids belong to one loop each, but a user may move between loops.
        var (users, items) = (new StringPool(), new StringPool());
        var shared = new LoopServices
        {
            Options = provider.GetRequiredService<PipelineOptions>(),
            Topics = topics,
            Clients = clients,
            Stores = provider.GetRequiredService<ProfileStoreFactory>(),
            Restorer = new ChangelogRestorer(clients, topics, logger),
            Metrics = provider.GetRequiredService<WorkerMetrics>(),
            Logger = logger,
            Stages = () =>
                new StageChain(
                    new InteractionParser(provider.GetRequiredService<InteractionOptions>(), users, items),
                    provider.GetRequiredService<VerdictOptions>(),
                    provider.GetRequiredService<AdmissionOptions>(),
                    provider.GetRequiredService<AlertOptions>(),
                    topics,
                    logger
                ),
            Detector = () => registry.Detector,
            Now = () => time.GetUtcNow().ToUnixTimeMilliseconds(),
            Health = provider.GetRequiredService<PipelineHealth>(),
        };
        return number => new TransactionalLoop(number, shared);
    }

    private static IFactorTrainer Trainer(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<RefreshOptions>();
        return options.Factorization switch
        {
            FactorizationKind.Wrmf => new WrmfTrainer(new WrmfOptions { Rank = options.Rank }),
            _ => new IalsTrainer(new IalsOptions { Rank = options.Rank }),
        };
    }
}
