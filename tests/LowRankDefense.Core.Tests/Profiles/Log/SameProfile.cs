using LowRankDefense.Core.Profiles;

namespace LowRankDefense.Core.Tests.Profiles.Log;

/// <summary>Bit for bit.</summary>
internal static class SameProfile
{
    /// <summary>Whether two profiles will behave alike whatever comes, and go on in the log alike.</summary>
    public static void ShouldBeTheSameAs(this UserProfile read, UserProfile live)
    {
        read.User.ShouldBe(live.User);
        read.Head.ShouldBe(live.Head);
        read.Logged.ShouldBe(live.Logged);
        read.Events.SequenceEqual(live.Events).ShouldBeTrue("the events");
        Ids(read).AsSpan().SequenceEqual(Ids(live)).ShouldBeTrue("the recent ids");
        read.Length.ShouldBe(live.Length);
        Row(read).SequenceEqual(Row(live)).ShouldBeTrue("the row");
        foreach (ref readonly var remembered in live.Events)
            (read.HasSeen(remembered.Id) == live.HasSeen(remembered.Id)).ShouldBeTrue("the index of the recent ids");
    }

    private static ulong[] Ids(UserProfile profile) => [.. Enumerable.Range(0, profile.Ids.Count).Select(age => profile.Ids[age])];

    private static List<(string, float)> Row(UserProfile profile)
    {
        var row = new List<(string, float)>();
        profile.VisitRow((item, value) => row.Add((item, value)));
        return row;
    }
}
