using System.Net;
using System.Net.Sockets;

namespace LowRankDefense.TestKit.Http;

/// <summary>A server on this machine that has one answer for every request, and remembers the requests.</summary>
public sealed class FileServer : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Func<HttpListenerContext, int, CancellationToken, Task> answer;
    private readonly Task answering;

    /// <summary>Begins.</summary>
    /// <param name="answer">Answers the request of a number, counted from 0; is stopped when the server is.</param>
    public FileServer(Func<HttpListenerContext, int, CancellationToken, Task> answer)
    {
        this.answer = answer;
        Address = new Uri($"http://127.0.0.1:{FreePort()}/data/");
        listener.Prefixes.Add($"http://127.0.0.1:{Address.Port}/");
        listener.Start();
        answering = Answer();
    }

    /// <summary>A folder on it.</summary>
    public Uri Address { get; }

    /// <summary>What was asked for: the path, and the headers of these names.</summary>
    public IList<(string Path, string? Range, string? IfRange)> Requests { get; } = [];

    /// <summary>A server of one file, whole, whatever is asked for.</summary>
    /// <param name="bytes">The file.</param>
    public static FileServer Of(byte[] bytes) => new((context, _, _) => Send(context, bytes));

    /// <summary>Answers with bytes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="bytes">What is sent.</param>
    /// <param name="length">What the answer says of its length; where that is more, it breaks off. Null: the length that it has.</param>
    public static async Task Send(HttpListenerContext context, ReadOnlyMemory<byte> bytes, long? length = null)
    {
        context.Response.ContentLength64 = length ?? bytes.Length;
        await context.Response.OutputStream.WriteAsync(bytes);
        await context.Response.OutputStream.FlushAsync();
        if (length > bytes.Length)
            context.Response.Abort();
        else
            context.Response.Close();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Close();
        await answering;
        closing.Dispose();
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    private async Task Answer()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                Requests.Add((context.Request.Url!.AbsolutePath, context.Request.Headers["Range"], context.Request.Headers["If-Range"]));
                await answer(context, Requests.Count - 1, closing.Token);
            }
        }
        catch (Exception e) when (e is HttpListenerException or InvalidOperationException or OperationCanceledException)
        {
            // It was closed, or the client has gone.
        }
    }
}
