namespace LowRankDefense.Worker.Configuration;

/// <summary>A configuration key that nobody reads, or a value that cannot be read; the message names the key and what would be right.</summary>
public sealed class ConfigurationException : Exception
{
    /// <inheritdoc/>
    public ConfigurationException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public ConfigurationException(string message, Exception inner)
        : base(message, inner) { }
}
