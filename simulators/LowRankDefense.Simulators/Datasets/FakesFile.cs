using System.Globalization;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>Reads and writes injected profiles: CSV with the header <c>user,item[,value[,timestamp]]</c>, a profile's items in the order they are sent.</summary>
/// <remarks>For data without times <c>stream_place</c> stands in place of <c>timestamp</c>: the share of the stream that comes before.</remarks>
public static class FakesFile
{
    /// <summary>Name of the column that says where in the stream a rating comes, of data without times.</summary>
    public const string PlaceColumn = "stream_place";

    private static readonly char[] Quoted = [',', '"', '\n', '\r'];

    /// <summary>All ratings of the fakes, in the order of the file.</summary>
    /// <exception cref="DataFormatException">A line that cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file has no ratings.</exception>
    public static IReadOnlyList<Rating> Read(string path)
    {
        List<Rating> fakes = [.. RatingReader.Read(path)];
        return fakes.Count > 0
            ? fakes
            : throw new InvalidDataException($"{path} has no fakes: it needs the header user,item[,value[,timestamp]] and a line per rating.");
    }

    /// <summary>The same of fakes that are to stand beside the users of a data set.</summary>
    /// <inheritdoc cref="Read(string)" path="/exception"/>
    /// <param name="path">The file.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="InvalidDataException">A fake has the id of a user of the data; the message names the first.</exception>
    public static IReadOnlyList<Rating> Read(string path, DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var fakes = Read(path);
        var users = data.Train.Concat(data.Test).Select(r => r.User).ToHashSet(StringComparer.Ordinal);
        return fakes.FirstOrDefault(f => users.Contains(f.User)) is { User: { } taken }
            ? throw new InvalidDataException($"{path}: fake '{taken}' has the id of a user of {data.Name}: give the fakes ids of their own.")
            : fakes;
    }

    /// <summary>Writes ratings; a column that no rating needs is left out.</summary>
    /// <exception cref="ArgumentException">An id with a line break, or timestamps on some of the ratings only or before March 1973.</exception>
    public static void Write(string path, IReadOnlyList<Rating> fakes)
    {
        ArgumentNullException.ThrowIfNull(fakes);
        var hasTimestamps = fakes.Any(r => r.Timestamp is not null);
        if (hasTimestamps && fakes.Any(r => r.Timestamp is not >= RatingReader.SmallestMilliseconds))
            throw new ArgumentException("Give all fakes a timestamp in Unix milliseconds after March 1973, or none.", nameof(fakes));
        if (fakes.FirstOrDefault(r => (r.User + r.Item).AsSpan().IndexOfAny('\n', '\r') >= 0) is { User: { } broken })
            throw new ArgumentException($"The ids of a rating of user '{broken}' contain a line break: choose other ids.", nameof(fakes));
        var hasPlaces = fakes.Any(r => r.Place is not null);
        using var file = new StreamWriter(path) { NewLine = "\n" };
        file.WriteLine($"user,item,value{(hasTimestamps ? ",timestamp" : "")}{(hasPlaces ? $",{PlaceColumn}" : "")}");
        foreach (var rating in fakes)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{Quote(rating.User)},{Quote(rating.Item)},{rating.Value:R}"));
            if (hasTimestamps)
                file.Write(string.Create(CultureInfo.InvariantCulture, $",{rating.Timestamp}"));
            if (hasPlaces)
                file.Write(string.Create(CultureInfo.InvariantCulture, $",{rating.Place:R}"));
            file.WriteLine();
        }
    }

    /// <summary>The rows of a matrix as ratings of the users <c>fake-1</c>, <c>fake-2</c> …, each row's items by column.</summary>
    /// <param name="fakes">fakes × items.</param>
    /// <param name="items">Item id of each column.</param>
    /// <param name="userPrefix">What the user ids begin with; default <c>fake-</c>.</param>
    public static IReadOnlyList<Rating> FromMatrix(CsrMatrix fakes, IReadOnlyList<string> items, string userPrefix = "fake-")
    {
        ArgumentNullException.ThrowIfNull(fakes);
        ArgumentNullException.ThrowIfNull(items);
        var ratings = new List<Rating>(fakes.NonZeros);
        for (var row = 0; row < fakes.Rows; row++)
        {
            var user = string.Create(CultureInfo.InvariantCulture, $"{userPrefix}{row + 1}");
            for (var e = fakes.RowStarts[row]; e < fakes.RowStarts[row + 1]; e++)
                ratings.Add(new Rating(user, items[fakes.ColumnIndices[e]], fakes.Values[e], null));
        }

        return ratings;
    }

    /// <summary>A field of a CSV file, in double quotes where it needs them.</summary>
    internal static string Quote(string id) =>
        id.AsSpan().IndexOfAny(Quoted) < 0 && id.Trim().Length == id.Length ? id : $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
