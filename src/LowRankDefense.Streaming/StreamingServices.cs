using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Recommenders;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Core.Verdicts;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Models;
using LowRankDefense.Streaming.Patrols;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.Stages;
using LowRankDefense.Streaming.State;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Streaming;

/// <summary>Registers the pipeline, the model watcher and the refresh.</summary>
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
            .AddPipeline()
            .AddRefresh()
            .AddHostedService<ModelWatcher>()
            .AddHostedService<PipelineService>()
            .AddHostedService<RefreshService>();

    private static IServiceCollection AddPipeline(this IServiceCollection services) =>
        services
            .AddSingleton<PipelineHealth>()
            .AddSingleton<ChangelogRestorer>()
            .AddSingleton<LoopServices>()
            .AddSingleton<Func<int, TransactionalLoop>>(provider =>
                number => new TransactionalLoop(number, provider.GetRequiredService<LoopServices>(), provider.CreateScope())
            )
            .AddSingleton<VerdictPolicy>()
            .AddSingleton<AdmissionPolicy>()
            .AddSingleton<IdPools>()
            .AddScoped(Parser)
            .AddStages();

    // One scope a loop: what is in it belongs to one thread.
    private static IServiceCollection AddStages(this IServiceCollection services)
    {
        foreach (var row in StageOrder.Rows.Where(r => r.Stage.IsAssignableTo(typeof(IStage))))
            services.AddScoped(typeof(IStage), row.Stage);
        return services;
    }

    private static IServiceCollection AddRefresh(this IServiceCollection services)
    {
        services
            .AddSingleton<RefreshJob>()
            .AddSingleton(Trainer)
            .AddTransient<PatrolTerm>()
            .AddSingleton<Func<PatrolTerm>>(provider => provider.GetRequiredService<PatrolTerm>);
        foreach (var row in StageOrder.Rows.Where(r => r.Stage.IsAssignableTo(typeof(IRefreshStep))))
            services.AddSingleton(typeof(IRefreshStep), row.Stage);
        return services;
    }

    private static InteractionParser Parser(IServiceProvider provider)
    {
        var pools = provider.GetRequiredService<IdPools>();
        return new InteractionParser(provider.GetRequiredService<InteractionOptions>(), pools.Users, pools.Items);
    }

    private static IFactorTrainer Trainer(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<RefreshOptions>();
        var name = options.Factorization == FactorizationKind.Wrmf ? "wrmf-sgd" : "ials";
        return (IFactorTrainer)RecommenderCatalog.ByName(name, options.Rank);
    }

    // Shared by the loops: items are few, and a user may move between loops.
    private sealed record IdPools
    {
        public StringPool Users { get; } = new();
        public StringPool Items { get; } = new();
    }
}
