using System.Text.Json;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Ranks what every active user has not seen, and publishes the best.</summary>
internal sealed class RecommendationStep(RefreshOptions options, TopicOptions topics) : IRefreshStep
{
    /// <inheritdoc/>
    public string Name => "recommendations";

    /// <inheritdoc/>
    public void Compute(RefreshRun run, CancellationToken stop) =>
        run.Recommendations = TopN.Compute(run.Factors, run.Snapshot.Matrix, options.Recommendations, stop);

    /// <inheritdoc/>
    public void Publish(RefreshRun run, Outbox outbox)
    {
        for (var user = 0; user < run.Recommendations.Users; user++)
        {
            var value = JsonBytes.Write((run, user), WriteFields);
            outbox.Send(topics.Recommendations, Outbox.AnyPartition, Outbox.KeyOf(run.Snapshot.Users[user]), value);
        }
    }

    // {"user","items":[{"item","score"}],"model","timestamp"}
    private static void WriteFields(Utf8JsonWriter json, (RefreshRun Run, int User) of)
    {
        var (run, user) = of;
        var items = run.Recommendations.ItemsOf(user);
        var scores = run.Recommendations.ScoresOf(user);
        json.WriteString("user"u8, run.Snapshot.Users[user]);
        json.WriteStartArray("items"u8);
        for (var i = 0; i < items.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, run.Snapshot.Items[items[i]]);
            json.WriteNumber("score"u8, scores[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("model"u8, run.Factors.Version);
        json.WriteNumber("timestamp"u8, run.Now);
    }
}
