using System.Text.Json;
using LowRankDefense.Core.Serialization;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Reconstructs the sanitized matrix patch by patch at low rank, where that is asked for, and publishes the reconstructed profile of every active user.</summary>
internal sealed class ReconstructionStep(RefreshOptions options, TopicOptions topics) : IRefreshStep
{
    /// <inheritdoc/>
    public string Name => "reconstruction";

    /// <inheritdoc/>
    public void Compute(RefreshRun run, CancellationToken stop) =>
        run.Reconstruction = LearningMatrix.Of(run.Binary, options, run.Random.Split(), stop);

    /// <inheritdoc/>
    public void Publish(RefreshRun run, Outbox outbox)
    {
        if (options.LearnFrom == LearningSource.Interactions)
            return;
        for (var user = 0; user < run.Reconstruction.Rows; user++)
        {
            var value = JsonBytes.Write((run, user), WriteFields);
            outbox.Send(topics.Reconstructions, Outbox.AnyPartition, Outbox.KeyOf(run.Snapshot.Users[user]), value);
        }
    }

    // {"user","items":[{"item","value"}],"timestamp"}
    private static void WriteFields(Utf8JsonWriter json, (RefreshRun Run, int User) of)
    {
        var (run, user) = of;
        var items = run.Reconstruction.ColumnsOf(user);
        var values = run.Reconstruction.ValuesOf(user);
        json.WriteString("user"u8, run.Snapshot.Users[user]);
        json.WriteStartArray("items"u8);
        for (var e = 0; e < items.Length; e++)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, run.Snapshot.Items[items[e]]);
            json.WriteNumber("value"u8, values[e]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("timestamp"u8, run.Now);
    }
}
