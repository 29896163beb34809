using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Configuration;

/// <summary>Asked once for every request, after it was read and before it is handled: a test sees that a point is reached and says what happens there.</summary>
/// <param name="api">What is asked for.</param>
/// <param name="version">Version of the API.</param>
/// <param name="clientId">The client's <c>client.id</c>; empty where it sent none.</param>
/// <returns>What becomes of this request.</returns>
/// <remarks>
/// Called from the threads of all connections at once. It must not block: a request that shall wait is told so by what is returned.
/// An exception counts as a defect of the broker: it is logged, and the connection is closed.
/// </remarks>
public delegate FaultAction FaultHook(ApiKey api, short version, string clientId);

/// <summary>What becomes of a request.</summary>
public readonly record struct FaultAction
{
    private readonly TimeSpan delay;
    private readonly Task? release;

    private FaultAction(TimeSpan delay, Task? release = null, ErrorCode code = ErrorCode.None, bool dropsRequest = false, bool dropsAnswer = false)
    {
        (this.delay, this.release, Code, DropsRequest, DropsAnswer) = (delay, release, code, dropsRequest, dropsAnswer);
    }

    /// <summary>Nothing: the request is handled at once. The default.</summary>
    public static FaultAction None => default;

    /// <summary>The client is gone for the broker: the connection is closed, the request was never handled.</summary>
    public static FaultAction DropConnection => new(default, dropsRequest: true);

    /// <summary>The request is handled, but the connection is closed in place of an answer: the client cannot know what came of it.</summary>
    public static FaultAction DropAnswer => new(default, dropsAnswer: true);

    internal ErrorCode Code { get; }

    internal bool DropsRequest { get; }

    internal bool DropsAnswer { get; }

    /// <summary>The request waits, then is handled; later requests of its connection wait behind it.</summary>
    /// <param name="time">How long, at least 0, on the broker's clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static FaultAction Delay(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new FaultAction(time);
    }

    /// <summary>The request waits, then is handled, even if its client has died by then; later requests of its connection wait behind it.</summary>
    /// <param name="release">Ends the wait by completing.</param>
    public static FaultAction HoldUntil(Task release)
    {
        ArgumentNullException.ThrowIfNull(release);
        return new FaultAction(default, release);
    }

    /// <summary>The request is not handled: every error field of its answer says <paramref name="code"/>.</summary>
    /// <param name="code">Any error but <see cref="ErrorCode.None"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code is <see cref="ErrorCode.None"/>: use <see cref="None"/>.</exception>
    public static FaultAction Error(ErrorCode code)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(code, ErrorCode.None);
        return new FaultAction(default, code: code);
    }

    internal async Task Wait(TimeProvider clock, CancellationToken stop)
    {
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, clock, stop);
        if (release is not null)
            await release.WaitAsync(stop);
    }
}
