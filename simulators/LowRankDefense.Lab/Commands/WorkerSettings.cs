namespace LowRankDefense.Lab.Commands;

/// <summary>Reads <c>Section:Key=value</c> settings.</summary>
internal static class WorkerSettings
{
    /// <summary>Key → value; of a key given twice the last counts.</summary>
    /// <param name="settings">The settings as typed; null for none.</param>
    /// <exception cref="ArgumentException">A setting without an equals sign, or with nothing before it.</exception>
    public static Dictionary<string, string?> Parse(string[]? settings)
    {
        var parsed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in settings ?? [])
        {
            var at = setting.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new ArgumentException($"--set '{setting}': write Section:Key=value, such as Admission:Mode=Probation.");
            parsed[setting[..at]] = setting[(at + 1)..];
        }

        return parsed;
    }
}
