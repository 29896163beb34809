using System.Globalization;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Lab.Tests;

/// <summary>A small data set in a folder that is gone after the test: users of three tastes, each with items of its own.</summary>
internal sealed class TinyData : IDisposable
{
    private const int Tastes = 3;
    private const int Users = 300;
    private const int ItemsPerTaste = 30;
    private const int LeastLength = 10;
    private readonly string root = Directory.CreateTempSubdirectory("lowrank-test-").FullName;

    /// <summary>Writes it.</summary>
    public TinyData()
    {
        Ratings = [.. Draw(new SeededRandom(3))];
        Data = File("ratings.csv", Lines(Ratings));
    }

    /// <summary>The file of ratings; 300 users <c>u0</c> … and 90 items <c>i0</c> …</summary>
    public string Data { get; }

    /// <summary>What is in it, each user's interactions one after the other.</summary>
    public IReadOnlyList<Rating> Ratings { get; }

    /// <summary>Writes a file into the folder.</summary>
    public string File(string name, string text)
    {
        var path = PathOf(name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(root, name);

    /// <summary>A file of fakes, every one of which takes whatever the tastes have nothing in common for.</summary>
    public string Fakes(int count)
    {
        var random = new SeededRandom(4);
        var path = PathOf("fakes.csv");
        FakesFile.Write(
            path,
            [
                .. Enumerable
                    .Range(0, count)
                    .SelectMany(f => random.Sample(Tastes * ItemsPerTaste, LeastLength * 2).Select(i => new Rating($"fake-{f}", Item(i), 1, null))),
            ]
        );
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(root, recursive: true);

    private static IEnumerable<Rating> Draw(SeededRandom random)
    {
        for (var user = 0; user < Users; user++)
        {
            foreach (var item in random.Sample(ItemsPerTaste, LeastLength + random.NextInt(LeastLength)))
                yield return new Rating($"u{user}", Item((user % Tastes * ItemsPerTaste) + item), 1 + random.NextInt(5), null);
        }
    }

    private static string Item(int number) => string.Create(CultureInfo.InvariantCulture, $"i{number}");

    private static string Lines(IEnumerable<Rating> ratings) =>
        "user,item,value\n" + string.Concat(ratings.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.User},{r.Item},{r.Value}\n")));
}
