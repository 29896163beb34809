namespace LowRankDefense.Architecture.Tests;

/// <summary>The checkout the tests were built from, found upwards from the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LowRankDefense.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException($"LowRankDefense.sln is not in any folder above {folder}: run the tests from a checkout.");
    }
}
