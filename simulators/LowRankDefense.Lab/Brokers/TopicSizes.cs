using System.Text;
using Confluent.Kafka;

namespace LowRankDefense.Lab.Brokers;

/// <summary>How much is on a topic, before compression.</summary>
internal static class TopicSizes
{
    /// <summary>Bytes of keys, values and headers of all committed records.</summary>
    /// <param name="bootstrap">Broker.</param>
    /// <param name="topic">The topic; it exists.</param>
    /// <param name="from">Where those begin that count; null for all.</param>
    public static long BytesOf(BrokerAddress bootstrap, string topic, StartOffsets? from = null)
    {
        var bytes = 0L;
        TopicDump.Read(bootstrap, topic, r => bytes += from?.Includes(r) is false ? 0 : BytesOf(r.Message));
        return bytes;
    }

    private static long BytesOf(Message<byte[], byte[]> message) =>
        (message.Key?.Length ?? 0)
        + (message.Value?.Length ?? 0)
        + (message.Headers?.Sum(h => Encoding.UTF8.GetByteCount(h.Key) + (h.GetValueBytes()?.Length ?? 0)) ?? 0);
}
