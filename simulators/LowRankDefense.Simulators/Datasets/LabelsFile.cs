namespace LowRankDefense.Simulators.Datasets;

/// <summary>Reads and writes who is fake: one <c>user label</c> a line, 1 = fake, 0 = genuine.</summary>
public static class LabelsFile
{
    private static readonly char[] Separators = [' ', '\t', ','];

    /// <summary>Whether each user of the file is fake.</summary>
    /// <exception cref="DataFormatException">A line without a label, a label other than 0 and 1, or a user with both.</exception>
    public static IReadOnlyDictionary<string, bool> Read(string path)
    {
        var labels = new Dictionary<string, bool>(StringComparer.Ordinal);
        var number = 0L;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var text = line.Trim();
            var at = text.LastIndexOfAny(Separators);
            if (text.Length == 0 || (number == 1 && text.EndsWith("label", StringComparison.OrdinalIgnoreCase)))
                continue;
            if (at <= 0 || text[(at + 1)..] is not ("0" or "1"))
                throw new DataFormatException(
                    path,
                    number,
                    $"'{text}' is no 'user label'. Write the user, a blank and 1 for a fake or 0 for a genuine user."
                );
            var (user, fake) = (text[..at].TrimEnd(Separators), text[^1] == '1');
            if (!labels.TryAdd(user, fake) && labels[user] != fake)
                throw new DataFormatException(path, number, $"user '{user}' has both labels. Remove one of the lines.");
        }

        return labels;
    }

    /// <summary>Writes the labels in the order given.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, bool>> labels) =>
        File.WriteAllLines(path, labels.Select(l => $"{l.Key} {(l.Value ? '1' : '0')}"));
}
