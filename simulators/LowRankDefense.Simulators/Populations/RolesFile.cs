using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Populations;

/// <summary>Reads and writes what the accounts of a population are: CSV with the header <c>user,role</c>, the latter <c>regular</c>, <c>returning</c> or <c>crawler</c>.</summary>
public static class RolesFile
{
    private const string Header = "user,role";
    private static readonly string[] Names = ["regular", "returning", "crawler"];

    /// <summary>The role of every user of the file.</summary>
    /// <param name="path">File to read.</param>
    /// <exception cref="DataFormatException">A line that is no user and a role, or a second line of a user.</exception>
    public static IReadOnlyDictionary<string, UserRole> Read(string path)
    {
        var roles = new Dictionary<string, UserRole>(StringComparer.Ordinal);
        var number = 0L;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (number == 1 && line == Header)
                continue;
            var (comma, name) = (line.LastIndexOf(','), line[(line.LastIndexOf(',') + 1)..]);
            var role = Array.IndexOf(Names, name);
            if (comma <= 0 || role < 0)
                throw new DataFormatException(
                    path,
                    number,
                    $"'{line}' is no user and a role. Write 'user,role', the role one of {string.Join(", ", Names)}."
                );
            if (!roles.TryAdd(line[..comma], (UserRole)role))
                throw new DataFormatException(path, number, $"user '{line[..comma]}' has a role already. Remove one of the lines.");
        }

        return roles;
    }

    /// <summary>Writes roles.</summary>
    /// <param name="path">File to write.</param>
    /// <param name="roles">In the order of the file.</param>
    public static void Write(string path, IEnumerable<KeyValuePair<string, UserRole>> roles) =>
        File.WriteAllLines(path, [Header, .. roles.Select(r => $"{r.Key},{NameOf(r.Value)}")]);

    /// <summary>The word for a role.</summary>
    /// <param name="role">The role.</param>
    public static string NameOf(UserRole role) => Names[(int)role];
}
