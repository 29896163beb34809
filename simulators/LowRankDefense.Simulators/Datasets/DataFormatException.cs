namespace LowRankDefense.Simulators.Datasets;

/// <summary>A line of a file that cannot be read; the message has the form <c>file:line: cause. Remedy.</c></summary>
/// <param name="path">The file.</param>
/// <param name="line">The line, counted from 1.</param>
/// <param name="cause">What is wrong, and what to do about it.</param>
public sealed class DataFormatException(string path, long line, string cause) : FormatException($"{path}:{line}: {cause}")
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The line, counted from 1.</summary>
    public long Line { get; } = line;
}
