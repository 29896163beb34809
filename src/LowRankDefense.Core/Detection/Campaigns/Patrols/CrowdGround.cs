using LowRankDefense.Core.Detection.Crowds;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Campaigns.Patrols;

/// <summary>Where crowds are looked for: among the users who have come to rest, in order of arrival.</summary>
/// <remarks>Who has only begun is not like those before, who have gone on: an item that many begin with would look odd.</remarks>
internal sealed class CrowdGround
{
    private readonly PatrolledUsers users;
    private readonly int[] rows;
    private readonly int[] usual;

    /// <summary>Of the users as they are now.</summary>
    /// <param name="users">The users.</param>
    /// <param name="grounds">Says what the past is.</param>
    /// <param name="members">Rows of the members of known crowds, who do not tell what is usual.</param>
    public CrowdGround(PatrolledUsers users, SearchGrounds grounds, HashSet<int> members)
    {
        this.users = users;
        rows = [.. Enumerable.Range(0, users.Count).Where(users.IsWhole)];
        Profiles = users.Profiles.SelectRows(rows);
        First = PlaceOf(grounds.First);
        usual =
        [
            .. Enumerable.Range(0, PlaceOf(grounds.Past)).Where(p => users.HolderOf(rows[p]) == PatrolledUsers.Free && !members.Contains(rows[p])),
        ];
    }

    /// <summary>Those users × items.</summary>
    public CsrMatrix Profiles { get; }

    /// <summary>How many they are.</summary>
    public int Count => rows.Length;

    /// <summary>Place of the first who is no history for good.</summary>
    public int First { get; }

    /// <summary>Place of the first of them from a row on.</summary>
    public int PlaceOf(int row) => Array.BinarySearch(rows, row) is var at && at < 0 ? ~at : at;

    /// <summary>Whether each is held by nothing.</summary>
    public bool[] AreFree() => Array.ConvertAll(rows, u => users.HolderOf(u) == PatrolledUsers.Free);

    /// <summary>Whether there is anybody to tell what is usual.</summary>
    public bool HasPast => usual.Length > 0;

    /// <summary>Traits of each, by the coherence of each; there is to be a past.</summary>
    public Traits[] TraitsBy(double[] coherence) => Traits.Of(Profiles, usual, p => coherence[p]);

    /// <summary>What is known of each by row.</summary>
    public double[] ByPlace(Func<int, double> value) => Array.ConvertAll(rows, u => value(u));

    /// <summary>A crowd found here, its members by row.</summary>
    public OddCrowd ByRow(OddCrowd found) => found with { Members = [.. found.Members.Select(p => rows[p])] };
}
