namespace LowRankDefense.Simulators.Datasets;

/// <summary>Ratings to learn from and newer ones of the same users to be tested on.</summary>
public sealed class DataSet
{
    private static readonly string[] RatingFiles = ["train.csv", "u.data", "ratings.csv", "ratings.dat", "ratings.tsv", "ratings.txt"];

    /// <summary>A data set of the given ratings.</summary>
    /// <param name="name">Name for people.</param>
    /// <param name="train">Ratings to learn from, in the order of the file.</param>
    /// <param name="test">Held-out ratings, in the order of the file.</param>
    public DataSet(string name, IReadOnlyList<Rating> train, IReadOnlyList<Rating> test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        (Name, Train, Test) = (name, train, test);
        HasTimestamps = train.Count > 0 && train.All(r => r.Timestamp is not null);
    }

    /// <summary>Name for people: that of the folder or file.</summary>
    public string Name { get; }

    /// <summary>Ratings to learn from, in the order of the file.</summary>
    public IReadOnlyList<Rating> Train { get; }

    /// <summary>Held-out ratings, in the order of the file.</summary>
    public IReadOnlyList<Rating> Test { get; }

    /// <summary>Whether every rating of <see cref="Train"/> says when it happened.</summary>
    public bool HasTimestamps { get; }

    /// <summary>What a stream of it holds: the ratings to learn from where those to be tested on have a file of their own, else all.</summary>
    public IReadOnlyList<Rating> Streamed => HasTestFile ? Train : [.. Train, .. Test];

    private bool HasTestFile { get; init; }

    /// <summary>The same with nothing held out. Detection knows no future: whatever a user did belongs to the profile.</summary>
    public DataSet Whole() => new(Name, [.. Train, .. Test], []);

    /// <summary>Reads a folder (<c>train.csv</c> with or without <c>test.csv</c>, <c>u.data</c>, <c>ratings.*</c>, or a single file) or one file of ratings.</summary>
    /// <remarks>Where there is no test file, the newest fifth of each user is held out: see <see cref="ChronologicalSplit"/>.</remarks>
    /// <exception cref="DirectoryNotFoundException">Neither a folder nor a file.</exception>
    /// <exception cref="InvalidDataException">The folder has no file, or several, that could be the ratings; or the file is empty.</exception>
    /// <exception cref="DataFormatException">A line that cannot be read.</exception>
    public static DataSet Load(string folderOrFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(folderOrFile);
        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folderOrFile)));
        var files = FilesOf(folderOrFile);
        List<Rating> train = [.. RatingReader.Read(files[0])];
        if (train.Count == 0)
            throw new InvalidDataException($"{files[0]} has no ratings: it needs at least one line 'user item [value [timestamp]]'.");
        if (files is [_, var testFile])
            return new DataSet(name, train, [.. RatingReader.Read(testFile)]) { HasTestFile = true };
        var (older, newer) = ChronologicalSplit.Of(train);
        return new DataSet(name, older, newer);
    }

    /// <summary>The files that <see cref="Load"/> reads: the ratings to learn from, and behind them those to be tested on where they have a file.</summary>
    /// <inheritdoc cref="Load" path="/exception[@cref='DirectoryNotFoundException']"/>
    /// <exception cref="InvalidDataException">The folder has no file, or several, that could be the ratings.</exception>
    public static IReadOnlyList<string> FilesOf(string folderOrFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(folderOrFile);
        if (File.Exists(folderOrFile))
            return [folderOrFile];
        if (!Directory.Exists(folderOrFile))
            throw new DirectoryNotFoundException($"{folderOrFile} is neither a folder nor a file: give a folder with ratings or a file of them.");
        var test = Path.Combine(folderOrFile, "test.csv");
        return File.Exists(test) ? [RatingsIn(folderOrFile), test] : [RatingsIn(folderOrFile)];
    }

    private static string RatingsIn(string folder)
    {
        var known = Array.Find(RatingFiles, f => File.Exists(Path.Combine(folder, f)));
        if (known is not null)
            return Path.Combine(folder, known);
        var files = Directory.GetFiles(folder).Where(f => Path.GetExtension(f) is ".csv" or ".tsv" or ".txt" or ".dat" or ".data").ToArray();
        return files.Length == 1
            ? files[0]
            : throw new InvalidDataException(
                $"{folder} has {files.Length} files that could be the ratings: name one of them, or call it {string.Join(" or ", RatingFiles)}."
            );
    }
}
