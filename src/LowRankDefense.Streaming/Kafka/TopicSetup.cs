using Confluent.Kafka;
using Confluent.Kafka.Admin;
using LowRankDefense.Streaming.Telemetry;
using Microsoft.Extensions.Logging;

namespace LowRankDefense.Streaming.Kafka;

/// <summary>Creates missing topics and refuses partition counts that would tear a user's records apart.</summary>
public sealed class TopicSetup(KafkaClients clients, TopicOptions topics, ILogger<TopicSetup> logger)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource<int> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the partition count of the topics keyed by user once all topics exist.</summary>
    public Task<int> Ready => ready.Task;

    /// <summary>Makes sure all topics exist; returns the partition count of the topics keyed by user.</summary>
    /// <exception cref="KafkaException">The broker cannot be reached or refuses; worth a retry.</exception>
    /// <exception cref="InvalidOperationException">Existing topics do not fit together; the message names them.</exception>
    public async Task<int> EnsureAsync()
    {
        using var admin = clients.Admin();
        var existing = admin
            .GetMetadata(Timeout)
            .Topics.Where(t => t.Error.Code == ErrorCode.NoError)
            .ToDictionary(t => t.Topic, t => t.Partitions.Count);
        var partitions = existing.GetValueOrDefault(topics.Interactions, topics.Partitions);
        RefuseWhatDoesNotFit(existing, partitions);
        var missing = Specifications(partitions).Where(t => !existing.ContainsKey(t.Name)).ToList();
        if (missing.Count > 0)
        {
            await CreateAsync(admin, missing);
            Log.TopicsCreated(logger, string.Join(", ", missing.Select(t => t.Name)), partitions);
        }

        ready.TrySetResult(partitions);
        return partitions;
    }

    private void RefuseWhatDoesNotFit(Dictionary<string, int> existing, int partitions)
    {
        foreach (var topic in topics.CoPartitioned)
        {
            if (existing.TryGetValue(topic, out var count) && count != partitions)
                throw new InvalidOperationException(
                    $"Topic '{topic}' has {count} partitions and '{topics.Interactions}' has {partitions}: a user's records must stay in one partition number. Recreate '{topic}' with {partitions} partitions."
                );
        }

        if (existing.TryGetValue(topics.RefreshControl, out var elections) && elections != 1)
            throw new InvalidOperationException(
                $"Topic '{topics.RefreshControl}' has {elections} partitions, and each would elect a worker that refreshes. Recreate '{topics.RefreshControl}' with 1 partition."
            );
    }

    private static async Task CreateAsync(IAdminClient admin, List<TopicSpecification> missing)
    {
        try
        {
            await admin.CreateTopicsAsync(missing, new CreateTopicsOptions { RequestTimeout = Timeout, OperationTimeout = Timeout });
        }
        catch (CreateTopicsException e) when (e.Results.TrueForAll(r => r.Error.Code is ErrorCode.NoError or ErrorCode.TopicAlreadyExists))
        {
            // Another worker of the group was faster: the topics are there, which is what was asked.
        }
    }

    /// <summary>All topics as they are created where they are missing, those keyed by user with <paramref name="partitions"/>.</summary>
    internal IEnumerable<TopicSpecification> Specifications(int partitions) =>
        [
            Keyed(topics.Interactions, partitions, compact: false),
            // What is rejected keeps its bytes and gets headers: the largest record of other topics must find room here.
            Large(Keyed(topics.Rejected, partitions, compact: false), "2097152"),
            Keyed(topics.Sanitized, partitions, compact: false),
            Keyed(topics.Quarantined, partitions, compact: false),
            Keyed(topics.Verdicts, partitions, compact: true),
            // A full profile with the longest ids is far larger than what a broker takes by default.
            Large(Keyed(topics.Changelog, partitions, compact: true), "67108864"),
            Keyed(topics.Recommendations, partitions, compact: true),
            Keyed(topics.Reconstructions, partitions, compact: true),
            Keyed(topics.Alerts, 1, compact: false),
            Keyed(topics.Models, 1, compact: true),
            Keyed(topics.RefreshControl, 1, compact: false),
        ];

    private static TopicSpecification Large(TopicSpecification topic, string bytes)
    {
        topic.Configs = new Dictionary<string, string>(topic.Configs, StringComparer.Ordinal) { ["max.message.bytes"] = bytes };
        return topic;
    }

    private TopicSpecification Keyed(string name, int partitions, bool compact) =>
        new()
        {
            Name = name,
            NumPartitions = partitions,
            ReplicationFactor = topics.Replicas,
            Configs = compact ? new Dictionary<string, string>(StringComparer.Ordinal) { ["cleanup.policy"] = "compact" } : [],
        };
}
