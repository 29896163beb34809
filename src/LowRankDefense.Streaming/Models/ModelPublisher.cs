using System.Security.Cryptography;
using LowRankDefense.Streaming.Kafka;

namespace LowRankDefense.Streaming.Models;

/// <summary>Writes a model to the <c>models</c> topic: chunks, then the manifest; chunks of the version before are tombstoned.</summary>
public sealed class ModelPublisher(string topic)
{
    private const int ChunkBytes = 512 * 1024;

    /// <summary>Produces the records of a model; the caller's transaction makes them visible at once.</summary>
    /// <param name="outbox">Of a producer in a transaction, or flushed by the caller.</param>
    /// <param name="kind">A <see cref="ModelKind"/>.</param>
    /// <param name="version">New version.</param>
    /// <param name="model">Encoded model.</param>
    /// <param name="before">Manifest of the version to be replaced, or null.</param>
    /// <returns>The manifest.</returns>
    public ModelManifest Publish(Outbox outbox, string kind, string version, ReadOnlyMemory<byte> model, ModelManifest? before)
    {
        ArgumentNullException.ThrowIfNull(outbox);
        var chunks = Math.Max(1, (model.Length + ChunkBytes - 1) / ChunkBytes);
        var manifest = new ModelManifest(kind, version, chunks, model.Length, Convert.ToHexStringLower(SHA256.HashData(model.Span)));
        for (var i = 0; i < chunks; i++)
        {
            var chunk = model.Slice(i * ChunkBytes, Math.Min(ChunkBytes, model.Length - (i * ChunkBytes)));
            outbox.Send(topic, 0, Outbox.KeyOf(manifest.ChunkKey(i)), chunk.ToArray());
        }

        outbox.Send(topic, 0, Outbox.KeyOf(manifest.Key), manifest.ToBytes());
        for (var i = 0; before is not null && before.Version != version && i < before.Chunks; i++)
            outbox.Send(topic, 0, Outbox.KeyOf(before.ChunkKey(i)), value: null);
        return manifest;
    }
}
