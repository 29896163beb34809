using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Configuration;

/// <summary>Faults a test injects; each is asked at every request.</summary>
public sealed class FaultHooks
{
    /// <summary>Time to wait before handling the request.</summary>
    public Func<ApiKey, TimeSpan>? Delay { get; set; }

    /// <summary>Whether to drop the connection instead of answering.</summary>
    public Func<ApiKey, bool>? Drop { get; set; }
}
