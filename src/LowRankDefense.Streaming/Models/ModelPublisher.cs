using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;

namespace LowRankDefense.Streaming.Models;

/// <summary>Writes a model to the <c>models</c> topic: chunks, then the manifest; chunks of the version before are tombstoned.</summary>
public sealed class ModelPublisher(string topic)
{
    private const int ChunkBytes = 512 * 1024;

    /// <summary>Produces the records of a model; the caller's transaction makes them visible at once.</summary>
    /// <param name="producer">Producer, in a transaction or flushed by the caller.</param>
    /// <param name="kind">A <see cref="ModelKind"/>.</param>
    /// <param name="version">New version.</param>
    /// <param name="model">Encoded model.</param>
    /// <param name="before">Manifest of the version to be replaced, or null.</param>
    /// <returns>The manifest.</returns>
    public ModelManifest Publish(IProducer<byte[], byte[]> producer, string kind, string version, ReadOnlyMemory<byte> model, ModelManifest? before)
    {
        var chunks = Math.Max(1, (model.Length + ChunkBytes - 1) / ChunkBytes);
        var manifest = new ModelManifest(kind, version, chunks, model.Length, Convert.ToHexStringLower(SHA256.HashData(model.Span)));
        for (var i = 0; i < chunks; i++)
        {
            var chunk = model.Slice(i * ChunkBytes, Math.Min(ChunkBytes, model.Length - (i * ChunkBytes)));
            Send(producer, manifest.ChunkKey(i), chunk.ToArray());
        }

        Send(producer, manifest.Key, manifest.ToBytes());
        for (var i = 0; before is not null && before.Version != version && i < before.Chunks; i++)
            Send(producer, before.ChunkKey(i), value: null);
        return manifest;
    }

    private void Send(IProducer<byte[], byte[]> producer, string key, byte[]? value) =>
        producer.Produce(new TopicPartition(topic, 0), new Message<byte[], byte[]> { Key = Encoding.UTF8.GetBytes(key), Value = value! });
}
