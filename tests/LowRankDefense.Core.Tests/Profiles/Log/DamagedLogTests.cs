using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;

namespace LowRankDefense.Core.Tests.Profiles.Log;

public class DamagedLogTests
{
    private static readonly ProfileOptions Options = new() { Capacity = 16, DuplicateWindow = 32 };
    private readonly List<byte[]> records;

    public DamagedLogTests()
    {
        var log = new CompactedLog();
        var profile = new UserProfile("u", Options) { ScoredBy = "detector-1" };
        for (var e = 0; e < 44; e++)
        {
            profile.Append(new ProfileEvent($"e-{e}", $"i-{e}", 1f, e), []);
            if (e < 40)
                continue;
            profile.ScoredBy = $"detector-{e}";
            log.Append(profile);
        }

        records = log.Records("u");
    }

    [Fact]
    public void Log_ShouldBeReadable_AsItIs()
    {
        records.Count.ShouldBe(4, "a snapshot and three deltas");
        ProfileLog.Read("u", records, Options)!.TotalEvents.ShouldBe(44);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Record_ShouldBeRefused_WithUserAndRemedy_WhereverItIsCutOff(int number)
    {
        var whole = records[number];
        for (var length = 0; length < whole.Length; length++)
            RefusalOf(number, whole[..length]).ShouldContain("'u'");
        RefusalOf(number, [.. whole, 0]).ShouldContain("remove the state directory");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Record_ShouldBeReadOrRefused_WhicheverByteIsDamaged(int number)
    {
        var whole = records[number];
        for (var at = 0; at < whole.Length; at++)
        {
            foreach (var value in new byte[] { 0x00, 0x7F, 0x80, 0xFF })
            {
                byte[] damaged = [.. whole];
                damaged[at] = value;
                records[number] = damaged;
                try
                {
                    ProfileLog.Read("u", records, Options);
                }
                catch (InvalidDataException)
                {
                    // The only way out besides a profile.
                }
            }
        }
    }

    [Fact]
    public void Delta_ShouldBeRefused_WhenOneBeforeItIsMissing()
    {
        records.RemoveAt(2);

        Should.Throw<InvalidDataException>(() => ProfileLog.Read("u", records, Options)).Message.ShouldContain("one before it is missing");
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    [InlineData(1, 0)]
    public void Record_ShouldBeRefused_WhenItsFormatIsNotKnown(int number, byte format)
    {
        byte[] other = [format, .. records[number][1..]];

        RefusalOf(number, other).ShouldContain("of a format that is not known");
    }

    [Fact]
    public void FirstFormat_ShouldBeRefused_WhenItIsCutOff()
    {
        Should
            .Throw<InvalidDataException>(() => ProfileLog.Read("u", [FirstFormatBytes.Value[..100]], Options))
            .Message.ShouldContain("remove the state directory");
    }

    private string RefusalOf(int number, byte[] damaged)
    {
        var whole = records[number];
        records[number] = damaged;
        var message = Should.Throw<InvalidDataException>(() => ProfileLog.Read("u", records, Options)).Message;
        records[number] = whole;
        return message;
    }
}
