using LowRankDefense.Numerics;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Detection.Crowds;

/// <summary>Finds items that surge and whose clickers are not the people who click such items: fakes who push one item, or one of several each.</summary>
/// <remarks>
/// Such fakes share no core of items, which is what makes a campaign. But they are alike in what is not taste, and unlike whom one would expect: those
/// with a chance to click the item, by how much they click. Mean traits of the clickers are held against those of other items with like
/// numbers of clickers, in windows of the same size that came before: whatever is usual on a platform, fans and busy users, is in these already.
/// </remarks>
public sealed class CrowdFinder
{
    private readonly CrowdOptions options;

    /// <summary>A finder with settings of its own.</summary>
    /// <exception cref="ArgumentException">A setting outside its range; the message names it.</exception>
    public CrowdFinder(CrowdOptions options) => this.options = Validated.Options(options);

    /// <summary>Looks for odd crowds in the users who came last, the oddest first, each without the members of those before.</summary>
    /// <param name="profiles">Users × items, in order of arrival.</param>
    /// <param name="traits">Traits of each user.</param>
    /// <param name="isFree">Whether a user is held by nothing; who is held counts for nothing. Set to false for the members of what is found.</param>
    /// <param name="start">Row of the first user of the window; the window before has as many users, and so on.</param>
    /// <param name="cancel">Stops between two crowds.</param>
    /// <exception cref="ArgumentException">Not as many traits or flags as users.</exception>
    public IReadOnlyList<OddCrowd> Find(CsrMatrix profiles, Traits[] traits, bool[] isFree, int start, CancellationToken cancel = default)
    {
        var window = new CrowdWindow(profiles, traits, isFree, start, options);
        var found = new List<OddCrowd>();
        while (found.Count < options.MostCrowds && window.Oddest() is { } item && window.Crowd(item) is { } crowd)
        {
            cancel.ThrowIfCancellationRequested();
            if (crowd.Members.Count < options.FewestMembers)
                break;
            found.Add(crowd);
            foreach (var member in crowd.Members)
            {
                window.Remove(member);
                isFree[member] = false;
            }
        }

        return found;
    }

    /// <summary>Looks for crowds of users like the members of known ones, on items that these have too: who pushes some of several items is known by who pushes others.</summary>
    /// <param name="profiles">Users × items, in order of arrival.</param>
    /// <param name="traits">Traits of each user.</param>
    /// <param name="isFree">Whether a user is held by nothing, or by a crowd.</param>
    /// <param name="members">Rows of the members of known crowds in the window.</param>
    /// <param name="start">Row of the first user of the window.</param>
    /// <returns>Crowds, known ones among them; each with all of its members, those of known ones among them.</returns>
    /// <exception cref="ArgumentException">Not as many traits or flags as users.</exception>
    public IReadOnlyList<OddCrowd> FindShared(CsrMatrix profiles, Traits[] traits, bool[] isFree, IReadOnlySet<int> members, int start)
    {
        var window = new CrowdWindow(profiles, traits, isFree, start, options);
        var crowds = window.SharedBy(members).Select(i => window.Crowd(i, alike: members));
        return [.. crowds.Where(c => c.Ratio >= options.SharedRatio && c.Members.Count >= options.FewestMembers)];
    }

    /// <summary>Looks at a known crowd again.</summary>
    /// <param name="profiles">Users × items, in order of arrival.</param>
    /// <param name="traits">Traits of each user.</param>
    /// <param name="isFree">Whether a user is held by nothing, or by a crowd.</param>
    /// <param name="start">Row of the first user of the window.</param>
    /// <param name="item">Column of its item.</param>
    /// <param name="alike">Rows of users whom its members are to be like, see <see cref="FindShared"/>; null where it is a group of its own.</param>
    /// <returns>The crowd as it stands; null where it is odd no longer.</returns>
    /// <exception cref="ArgumentException">Not as many traits or flags as users.</exception>
    public OddCrowd? Renew(CsrMatrix profiles, Traits[] traits, bool[] isFree, int start, int item, IReadOnlySet<int>? alike = null)
    {
        var window = new CrowdWindow(profiles, traits, isFree, start, options);
        return window.RatioOf(item) >= options.KeptRatio ? window.Crowd(item, alike) : null;
    }
}
