namespace LowRankDefense.Lab.Scenarios.Demo;

/// <summary>What a demo is to show.</summary>
internal sealed record DemoRequest
{
    /// <summary>Folder or file of a data set; null for a synthetic population.</summary>
    public string? Data { get; init; }

    /// <summary>Name of the attack; self-training is not shown its family.</summary>
    public required string Attack { get; init; }

    /// <summary>How long the stream lasts, above 0.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seed of the stream and of every training.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Settings of the worker that were asked for, <c>Section:Key</c> → value.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }
}
