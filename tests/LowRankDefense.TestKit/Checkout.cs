namespace LowRankDefense.TestKit;

/// <summary>The checkout the tests were built from, found upwards from the test assembly.</summary>
public static class Checkout
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A path in the checkout.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path beside the checkout.</summary>
    public static string Beside(params string[] parts) => Path.GetFullPath(Path.Combine([Root, "..", .. parts]));

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
