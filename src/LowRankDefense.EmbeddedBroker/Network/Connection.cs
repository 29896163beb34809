using System.Buffers.Binary;
using System.Net.Sockets;
using LowRankDefense.EmbeddedBroker.Configuration;
using LowRankDefense.EmbeddedBroker.Handlers;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Network;

/// <summary>One client connection: requests are answered in the order they came.</summary>
internal sealed class Connection(TcpClient client, RequestHandler handler, BrokerOptions options, TimeProvider time) : IDisposable
{
    private const int LargestFrame = 100 * 1024 * 1024;
    private readonly NetworkStream stream = client.GetStream();
    private readonly byte[] header = new byte[4];
    private byte[] frame = new byte[64 * 1024];

    /// <summary>Serves the client until it goes, errs or the broker stops.</summary>
    public async Task Serve(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var length = await ReadFrame(stop);
                if (!await Answer(length, stop))
                    return;
            }
        }
        catch (ProtocolException e)
        {
            BrokerLog.RequestRefused(options.Logger, e.Message);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client went, or the broker stops: nothing is owed to anyone.
        }
        catch (Exception e)
        {
            BrokerLog.RequestFailed(options.Logger, e);
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => client.Dispose();

    private async Task<int> ReadFrame(CancellationToken stop)
    {
        await stream.ReadExactlyAsync(header, stop);
        var length = BinaryPrimitives.ReadInt32BigEndian(header);
        if (length is < 8 or > LargestFrame)
            throw new ProtocolException($"A frame of {length} bytes is not a Kafka request.");
        if (frame.Length < length)
            frame = new byte[length];
        await stream.ReadExactlyAsync(frame.AsMemory(0, length), stop);
        return length;
    }

    private async Task<bool> Answer(int length, CancellationToken stop)
    {
        var request = Parse(length);
        var fault = options.Faults?.Invoke(request.Api, request.Version, request.Client) ?? FaultAction.None;
        await fault.Wait(time, stop);
        if (fault.DropsRequest)
            return false;
        request.Injected = fault.Code;
        var isAnswered = await handler.Handle(request, stop);
        if (fault.DropsAnswer)
            return false;
        if (isAnswered)
            await stream.WriteAsync(request.Answer.Frame(), stop);
        return true;
    }

    private Request Parse(int length)
    {
        var reader = new ProtocolReader(frame.AsSpan(0, length), flexible: false);
        var (key, version, correlation) = (reader.Int16(), reader.Int16(), reader.Int32());
        if (!ApiVersion.TryFind(key, out var api))
            throw new ProtocolException($"This broker does not have API {key}.");
        // ApiVersions is answered in any version: it is how a client learns which there are.
        if ((version < api.Minimum || version > api.Maximum) && api.Key != ApiKey.ApiVersions)
            throw new ProtocolException($"This broker speaks versions {api.Minimum} to {api.Maximum} of {api.Key}, not {version}.");
        var flexible = version >= api.Flexible && version <= api.Maximum;
        var client = reader.NullableString() ?? "";
        reader.Flexible = flexible;
        reader.SkipTags();
        var answer = new ProtocolWriter(flexible).Int32(correlation);
        if (flexible && api.Key != ApiKey.ApiVersions)
            answer.NoTags();
        return new Request(api.Key, version, client, frame.AsMemory(reader.Consumed, length - reader.Consumed), flexible, answer);
    }
}
