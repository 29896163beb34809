using LowRankDefense.Worker.Configuration;

namespace LowRankDefense.Lab.Commands;

/// <summary>Reads <c>Section:Key=value</c> settings.</summary>
internal static class WorkerSettings
{
    // What the host reads beside the sections of the worker.
    private const string Logging = "Logging";
    private static readonly string[] Sections = [.. WorkerOptions.Sections.Keys, Logging];

    /// <summary>Key → value; of a key given twice the last counts.</summary>
    /// <param name="settings">The settings as typed; null for none.</param>
    /// <exception cref="ArgumentException">A setting without an equals sign, with nothing before it, or of a section that nobody reads.</exception>
    public static Dictionary<string, string?> Parse(string[]? settings)
    {
        var parsed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings ?? [])
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new ArgumentException($"--set '{setting}': write Section:Key=value, such as Admission:Mode=Probation.");
            if (setting[..at].Split(':')[0] is var section && !Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException($"--set '{setting}': {Spelling.Refusal("section", section, Sections)}");
            parsed[setting[..at]] = setting[(at + 1)..];
        }

        return parsed;
    }
}
