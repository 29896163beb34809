using System.Text;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>Splits a line at its separator; a comma-separated field may stand in double quotes, with <c>""</c> for a quote.</summary>
internal sealed class FieldSplitter
{
    private static readonly string[] Separators = ["::", "\t", ",", ";"];
    private readonly string? separator;

    private FieldSplitter(string? separator) => this.separator = separator;

    /// <summary>A splitter for the file that has <paramref name="line"/>: at <c>::</c>, tab, comma or semicolon, the first that occurs, else at blanks.</summary>
    public static FieldSplitter DetectFrom(string line) => new(Array.Find(Separators, s => line.Contains(s, StringComparison.Ordinal)));

    /// <summary>The fields of <paramref name="line"/>, trimmed; null where a quote is never closed.</summary>
    public string[]? Split(string line)
    {
        if (separator is null)
            return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(separator, StringSplitOptions.TrimEntries);
        return SplitQuoted(line, separator);
    }

    private static string[]? SplitQuoted(string line, string separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var (quoted, wasQuoted) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                field.Append(line[i++]);
            else if (line[i] == '"' && (quoted || field.Length == 0))
                (quoted, wasQuoted) = (!quoted, true);
            else if (!quoted && string.CompareOrdinal(line, i, separator, 0, separator.Length) == 0)
            {
                Take();
                i += separator.Length - 1;
            }
            else
                field.Append(line[i]);
        }

        Take();
        return quoted ? null : [.. fields];

        void Take()
        {
            fields.Add(wasQuoted ? field.ToString() : field.ToString().Trim());
            field.Clear();
            wasQuoted = false;
        }
    }
}
