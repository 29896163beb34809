using System.Globalization;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>Reads and writes what is true of the fakes of a file: CSV with the header <c>user,attack,wave,targets</c>, targets joined by <c>;</c>, a line a fake.</summary>
public static class TruthFile
{
    private const string Header = "user,attack,wave,targets";
    private const char Joint = ';';

    /// <summary>Where the truth of a fakes file stands unless something else is said: under its name with the ending <c>truth.csv</c>.</summary>
    /// <param name="fakes">Path of the fakes file.</param>
    public static string Beside(string fakes) => Path.ChangeExtension(fakes, "truth.csv");

    /// <summary>What is true of each fake.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fakes">The interactions of the fakes that it is to tell of.</param>
    /// <exception cref="DataFormatException">A line that cannot be read, tells of nobody among the fakes or of one a second time, or is missing.</exception>
    public static IReadOnlyDictionary<string, FakeTruth> Read(string path, IReadOnlyList<Rating> fakes)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        var users = fakes.Select(f => f.User).ToHashSet(StringComparer.Ordinal);
        var truth = new Dictionary<string, FakeTruth>(StringComparer.Ordinal);
        var splitter = FieldSplitter.DetectFrom(Header);
        var number = 0L;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && !line.Trim().Equals(Header, StringComparison.OrdinalIgnoreCase))
                throw new DataFormatException(
                    path,
                    number,
                    $"'{line}' is not the header {Header}. Name a truth file, as 'lowrank attack compose' writes it."
                );
            if (number == 1 || string.IsNullOrWhiteSpace(line))
                continue;
            if (splitter.Split(line) is not [{ Length: > 0 } user, { Length: > 0 } attack, var wave, var targets])
                throw new DataFormatException(
                    path,
                    number,
                    $"'{line}' is not of the form {Header}. Give all four fields, the last two empty where there is none."
                );
            if (!users.Contains(user))
                throw new DataFormatException(
                    path,
                    number,
                    $"user '{user}' is not among the fakes. Remove the line, or name the truth of these fakes."
                );
            if (!truth.TryAdd(user, new FakeTruth(attack, WaveOf(path, number, wave), targets.Split(Joint, StringSplitOptions.RemoveEmptyEntries))))
                throw new DataFormatException(path, number, $"user '{user}' has a line already. Remove one of the two.");
        }

        return users.FirstOrDefault(u => !truth.ContainsKey(u)) is { } missing
            ? throw new DataFormatException(path, number + 1, $"fake '{missing}' has no line. Add one, or name the truth of these fakes.")
            : truth;
    }

    /// <summary>Writes what is true of fakes, in the order given.</summary>
    /// <exception cref="ArgumentException">A text with a line break, or a target with the sign that joins targets.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, FakeTruth>> truth)
    {
        ArgumentNullException.ThrowIfNull(truth);
        List<string> lines = [.. truth.Select(t => LineOf(t.Key, t.Value))];
        File.WriteAllText(path, $"{Header}\n{string.Concat(lines.Select(l => l + '\n'))}");
    }

    private static string LineOf(string user, FakeTruth truth)
    {
        if (truth.Targets.FirstOrDefault(t => t.Contains(Joint, StringComparison.Ordinal)) is { } target)
            throw new ArgumentException($"The target '{target}' has a {Joint} in its id, which joins targets: choose other ids.", nameof(truth));
        string[] fields = [user, truth.Attack, truth.Wave?.ToString(CultureInfo.InvariantCulture) ?? "", string.Join(Joint, truth.Targets)];
        return Array.Exists(fields, f => f.AsSpan().IndexOfAny('\n', '\r') >= 0)
            ? throw new ArgumentException($"What is true of fake '{user}' contains a line break: choose other ids.", nameof(truth))
            : string.Join(',', fields.Select(FakesFile.Quote));
    }

    private static int? WaveOf(string path, long line, string text) =>
        text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wave) && wave > 0 ? wave
        : throw new DataFormatException(path, line, $"the wave '{text}' is no number from 1 on. Correct it, or leave it empty.");
}
