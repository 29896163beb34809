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
    public ProtocolReader Reader() => new(Body.Span, Flexible);
}
