namespace LowRankDefense.Core.Detection;

/// <summary>Whom other detectors have found fake, as the trained ones last learnt it, and whether that has changed so much that they are to learn again.</summary>
/// <typeparam name="TUser">How users are named.</typeparam>
public sealed class ConvictedUsers<TUser>
    where TUser : notnull
{
    // Fewer come and go.
    private const int FewestNew = 10;
    private const double NewShare = 0.5;
    private HashSet<TUser> learnt = [];

    /// <summary>Whether so many have come or gone: 10, and half as many as were learnt from. Who is released is no fake to learn from.</summary>
    /// <param name="now">Whom the other detectors find fake now.</param>
    public bool HaveChanged(IEnumerable<TUser> now)
    {
        HashSet<TUser> changed = [.. now];
        changed.SymmetricExceptWith(learnt);
        return changed.Count >= Math.Max(FewestNew, NewShare * learnt.Count);
    }

    /// <summary>Says that <paramref name="users"/> were learnt from.</summary>
    public void Learn(IEnumerable<TUser> users) => learnt = [.. users];
}
