namespace LowRankDefense.EmbeddedBroker.Protocol;

/// <summary>One request and the answer being written to it.</summary>
/// <param name="Api">Which API.</param>
/// <param name="Version">Its version.</param>
/// <param name="Client">Client id.</param>
/// <param name="Body">What follows the header; valid until the answer was sent.</param>
/// <param name="Flexible">Whether the version is a flexible one.</param>
/// <param name="Answer">Header already written.</param>
internal sealed record Request(ApiKey Api, short Version, string Client, ReadOnlyMemory<byte> Body, bool Flexible, ProtocolWriter Answer)
{
    /// <summary>The error a test injects: the request is not carried out, and its answer says this wherever it has an error field.</summary>
    /// <value>None.</value>
    public ErrorCode Injected { get; set; }

    /// <summary>The injected error, or what comes of carrying the request out.</summary>
    public ErrorCode Outcome(Func<ErrorCode> carryOut) => Injected == ErrorCode.None ? carryOut() : Injected;

    /// <summary>A reader at the start of the body.</summary>
    public ProtocolReader Reader() => new(Body.Span, Flexible);
}
