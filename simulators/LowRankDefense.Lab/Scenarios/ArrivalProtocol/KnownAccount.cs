using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Populations;

namespace LowRankDefense.Lab.Scenarios.ArrivalProtocol;

/// <summary>An account of which it is known what it is.</summary>
/// <param name="User">Row of the account in the data set.</param>
/// <param name="Role">What it is.</param>
internal readonly record struct KnownAccount(int User, UserRole Role)
{
    /// <summary>Reads what the users of a data set are.</summary>
    /// <param name="file">File of roles.</param>
    /// <param name="users">Rows of users in the data set, in the order of the result; one may stand there twice.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="InvalidDataException">The file does not say what one of them is.</exception>
    public static IReadOnlyList<KnownAccount> Read(string file, IReadOnlyList<int> users, IndexedDataSet data)
    {
        var roles = RolesFile.Read(file);
        return
        [
            .. users.Select(row =>
                roles.TryGetValue(data.Users.Ids[row], out var role)
                    ? new KnownAccount(row, role)
                    : throw new InvalidDataException(
                        $"{file} does not say what user '{data.Users.Ids[row]}' is: give the truth.csv that was written with the data."
                    )
            ),
        ];
    }
}
