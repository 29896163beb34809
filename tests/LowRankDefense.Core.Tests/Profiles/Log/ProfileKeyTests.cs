using System.Text;
using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Core.Tests.Profiles.Log;

public class ProfileKeyTests
{
    private static readonly string[] Users = ["", "\0", "a", "ab", "a\uFFFF", "ü", "日本", "\U0001F600"];

    [Fact]
    public void Snapshot_ShouldHaveTheUsersBytes()
    {
        foreach (var user in Users)
        {
            var key = ProfileKey.OfSnapshot(user);
            key.Bytes.ShouldBe(Encoding.UTF8.GetBytes(user));
            (key.IsSnapshot, key.User).ShouldBe((true, user));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    public void Delta_ShouldHaveTheUsersBytes_AMark_AndItsNumber(int number)
    {
        foreach (var user in Users)
        {
            var key = ProfileKey.OfDelta(user, number);
            key.Bytes.ShouldBe([.. Encoding.UTF8.GetBytes(user), 0xFF, (byte)(number >> 8), (byte)number]);
            (key.IsSnapshot, key.User).ShouldBe((false, user));
            ProfileKey.OfSnapshot(user).Delta(number).ShouldBe(key);
        }
    }

    [Fact]
    public void Number_ShouldFitIntoTwoBytes() => Should.Throw<OverflowException>(() => ProfileKey.OfDelta("u", 65_536));

    [Fact]
    public void Keys_ShouldBeEqual_WhenTheirBytesAre()
    {
        var keys = Users.SelectMany(u => new[] { ProfileKey.OfSnapshot(u), ProfileKey.OfDelta(u, 0), ProfileKey.OfDelta(u, 1) }).ToList();

        keys.Distinct().Count().ShouldBe(keys.Count);
        keys.ShouldAllBe(k => new ProfileKey(k.Bytes.ToArray()).Equals(k));
        keys.ShouldAllBe(k => new ProfileKey(k.Bytes.ToArray()).GetHashCode() == k.GetHashCode());
    }
}
