using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Network;

/// <summary>A client that sends what it is told to, right or wrong.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient client = new();

    public static async Task<RawClient> Connect(KafkaBroker broker)
    {
        var raw = new RawClient();
        await raw.client.ConnectAsync(IPAddress.Loopback, broker.Port);
        return raw;
    }

    /// <summary>A request of a version that is not flexible.</summary>
    public static byte[] Request(short api, short version, int correlation = 1, Action<ProtocolWriter>? body = null)
    {
        var writer = new ProtocolWriter(flexible: false).Int16(api).Int16(version).Int32(correlation).String("raw");
        body?.Invoke(writer);
        return writer.Frame().ToArray();
    }

    public ValueTask Send(ReadOnlyMemory<byte> bytes) => client.GetStream().WriteAsync(bytes);

    /// <summary>The next answer, from its correlation id on; null where the broker closed the connection.</summary>
    public async Task<byte[]?> Answer()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            var length = new byte[4];
            await client.GetStream().ReadExactlyAsync(length, patience.Token);
            var answer = new byte[BinaryPrimitives.ReadInt32BigEndian(length)];
            await client.GetStream().ReadExactlyAsync(answer, patience.Token);
            return answer;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => client.Dispose();
}
