using System.Globalization;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>Reads <c>user item [value [timestamp]]</c> line by line; separators and a header are recognised from the first line.</summary>
/// <remarks>
/// Separators are <c>::</c>, tab, comma, semicolon or blanks. A header names its columns (<c>user,item,value,timestamp</c>, <c>uid,sid</c>,
/// <c>userId,movieId,rating</c> …), in any order and with others between them. Empty lines, and lines that begin with # or % above
/// the first rating, are skipped. A timestamp is seconds or milliseconds since 1970, or a date and time such as <c>2010-10-19T23:55:27Z</c>.
/// A header may also have <c>stream_place</c>, see <see cref="FakesFile"/>.
/// </remarks>
public static class RatingReader
{
    /// <summary>Below this a timestamp counts seconds (it would be before March 1973 in milliseconds).</summary>
    internal const long SmallestMilliseconds = 100_000_000_000;

    // As ISO 8601 has them; universal time where no offset says otherwise.
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK"];

    /// <summary>The ratings of a file in its order; the file is open while they are enumerated.</summary>
    /// <param name="path">File, UTF-8 or Latin-1 digits.</param>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="DataFormatException">A line with too few fields, an empty id, or a value or timestamp that is no finite number.</exception>
    public static IEnumerable<Rating> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path} does not exist: give the path of a file with one 'user item [value [timestamp]]' a line.", path);
        return ReadLines(path);
    }

    private static IEnumerable<Rating> ReadLines(string path)
    {
        FieldSplitter? splitter = null;
        var layout = ColumnLayout.Positional;
        var number = 0L;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || (splitter is null && line[0] is '#' or '%'))
                continue;
            var isFirst = splitter is null;
            splitter ??= FieldSplitter.DetectFrom(line);
            var fields =
                splitter.Split(line) ?? throw new DataFormatException(path, number, "a double quote is not closed. Close it, or remove the line.");
            if (isFirst && ColumnLayout.FromHeaderOf(fields) is { } header)
                layout = header;
            else
                yield return Parse(path, number, fields, layout);
        }
    }

    private static Rating Parse(string path, long line, string[] fields, ColumnLayout layout)
    {
        if (fields.Length <= Math.Max(layout.User, layout.Item) || (!layout.FromHeader && fields.Length > 4))
            throw new DataFormatException(
                path,
                line,
                $"{fields.Length} fields where 'user item [value [timestamp]]' is expected. Use one separator (comma, tab, blank or ::) throughout, or name the columns in a header."
            );
        var (user, item) = (fields[layout.User], fields[layout.Item]);
        if (user.Length == 0 || item.Length == 0)
            throw new DataFormatException(path, line, "the user or the item is empty. Fill it in, or remove the line.");
        return new Rating(user, item, ValueOf(path, line, FieldAt(fields, layout.Value)), TimestampOf(path, line, FieldAt(fields, layout.Timestamp)))
        {
            Place = PlaceOf(path, line, FieldAt(fields, layout.Place)),
        };
    }

    private static string FieldAt(string[] fields, int column) => column >= 0 && column < fields.Length ? fields[column] : "";

    private static float ValueOf(string path, long line, string text)
    {
        if (text.Length == 0)
            return 1;
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            throw new DataFormatException(path, line, $"the value '{text}' is no number. Write it like 3.5, or leave it out for 1.");
        return float.IsFinite(value)
            ? value
            : throw new DataFormatException(path, line, $"the value '{text}' is not finite. Replace it by a number, or remove the line.");
    }

    private static long? TimestampOf(string path, long line, string text)
    {
        if (text.Length == 0)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
            return timestamp < SmallestMilliseconds ? timestamp * 1_000 : timestamp;
        return DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.ToUnixTimeMilliseconds()
            : throw new DataFormatException(
                path,
                line,
                $"the timestamp '{text}' is no whole number and no date. Write seconds or milliseconds since 1970, or 2010-10-19T23:55:27Z, or leave it out."
            );
    }

    private static float? PlaceOf(string path, long line, string text)
    {
        if (text.Length == 0)
            return null;
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var place) && place is >= 0 and <= 1
            ? place
            : throw new DataFormatException(
                path,
                line,
                $"the place '{text}' is no share of the stream. Write it like 0.75, from 0 to 1, or leave it out."
            );
    }
}
