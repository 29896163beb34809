using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Worker.Http;

/// <summary>Where health and metrics are served.</summary>
public sealed record HttpOptions
{
    /// <summary>Address to listen on.</summary>
    /// <value><c>127.0.0.1</c>.</value>
    [Required(AllowEmptyStrings = false)]
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port; 0 takes any free one.</summary>
    /// <value>8080; 0 to 65,535.</value>
    [Range(0, 65_535)]
    public int Port { get; init; } = 8080;
}
