using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LowRankDefense.Numerics;
using Polly;
using Polly.Retry;

namespace LowRankDefense.Simulators.Datasets.Download;

/// <summary>Downloads a file: one that breaks off is taken up where it did, as far as the server has ranges, else from the beginning.</summary>
/// <param name="client">Asks; its own timeout has to be infinite.</param>
/// <param name="options">How patient it is.</param>
internal sealed class FileDownload(HttpClient client, DownloadOptions options)
{
    private readonly DownloadOptions options = Validated.Options(options);

    /// <summary>Downloads.</summary>
    /// <param name="address">What.</param>
    /// <param name="path">File to write; there is none yet.</param>
    /// <param name="seen">Told which share has come, where the server says how much there is.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="DownloadException">The server does not have it, or it broke off too often.</exception>
    public async Task Run(Uri address, string path, Action<double> seen, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var version = new Version();
        try
        {
            await Retrying().ExecuteAsync(async _ => await Attempt(address, file, version, seen, stop), stop);
        }
        catch (Exception e) when (e is HttpRequestException || IsPassing(e))
        {
            throw new DownloadException(
                $"{address} cannot be downloaded ({e.Message.TrimEnd('.')}): try again later, or name a mirror that has the file with --from.",
                e
            );
        }
    }

    private ResiliencePipeline Retrying() =>
        new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } e && IsPassing(e)),
                    MaxRetryAttempts = options.Retries,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(options.RetryDelay),
                    MaxDelay = TimeSpan.FromSeconds(30),
                }
            )
            .Build();

    // A disk that is full does not pass, and neither does an answer that a file is not there.
    private static bool IsPassing(Exception e) =>
        e switch
        {
            HttpRequestException { StatusCode: { } status } => (int)status >= 500
                || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestedRangeNotSatisfiable,
            HttpRequestException or HttpIOException or TimeoutException or IOException { InnerException: SocketException } => true,
            _ => false,
        };

    private async Task Attempt(Uri address, FileStream file, Version version, Action<double> seen, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(options.Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (file.Length > 0)
            {
                request.Headers.Range = new RangeHeaderValue(file.Length, to: null);
                request.Headers.IfRange = version.Tag is null ? null : new RangeConditionHeaderValue(version.Tag);
            }

            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            // Anything but what follows what is there is taken from its beginning.
            if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != file.Length)
                file.SetLength(0);
            response.EnsureSuccessStatusCode();
            version.Tag = response.Headers.ETag is { IsWeak: false } strong ? strong : null;
            await Copy(response, file, seen, patience, stop);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing has come for {options.Patience / 1_000.0:0.###} s", e);
        }
    }

    private async Task Copy(
        HttpResponseMessage response,
        FileStream file,
        Action<double> seen,
        CancellationTokenSource patience,
        CancellationToken stop
    )
    {
        var all = file.Length + response.Content.Headers.ContentLength;
        var buffer = new byte[1 << 16];
        await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
        while (await body.ReadAsync(buffer, patience.Token) is var read and > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
            patience.CancelAfter(options.Patience);
            if (all is { } length and > 0)
                seen((double)file.Length / length);
        }
    }

    // What the part that is there is of; a weak tag does not say whether bytes are the same.
    private sealed class Version
    {
        /// <summary>As the server names it; null where it does not.</summary>
        public EntityTagHeaderValue? Tag { get; set; }
    }
}
