using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Core.Tests.Interactions;

public class InteractionParserTests
{
    private const long Now = 1_700_000_000_000;
    private const string Good = """{"id":"e-1","user":"u-1","item":"i-1","value":1.5,"timestamp":1700000000000}""";
    private readonly InteractionParser parser = new(new InteractionOptions(), new StringPool(), new StringPool());

    [Fact]
    public void Parse_ShouldReadEveryField()
    {
        var result = Parse(Good);

        result.Accepted.ShouldBeTrue(result.Detail);
        result.Interaction.ShouldBe(new Interaction("e-1", "u-1", "i-1", 1.5f, Now));
    }

    [Theory]
    [InlineData("", RejectReason.Malformed)]
    [InlineData("[]", RejectReason.Malformed)]
    [InlineData("{\"id\":\"e-1\"", RejectReason.Malformed)]
    [InlineData("{} {}", RejectReason.Malformed)]
    [InlineData("{}", RejectReason.MissingField)]
    [InlineData("""{"id":7,"user":"u-1","item":"i-1","value":1,"timestamp":1}""", RejectReason.WrongType)]
    [InlineData("""{"id":"e","user":"u-1","item":"i-1","value":"1","timestamp":1}""", RejectReason.WrongType)]
    [InlineData("""{"id":"e","user":"u-1","item":"i-1","value":-1,"timestamp":1}""", RejectReason.OutOfRange)]
    [InlineData("""{"id":"e","user":"u-1","item":"i-1","value":1e99,"timestamp":1}""", RejectReason.OutOfRange)]
    [InlineData("""{"id":"e","user":"u-1","item":"i-1","value":1,"timestamp":-1}""", RejectReason.OutOfRange)]
    [InlineData("""{"id":"e","user":"u-1","item":"i-1","value":1,"timestamp":1700000999999}""", RejectReason.FutureDated)]
    [InlineData("""{"id":"e","user":"u-2","item":"i-1","value":1,"timestamp":1}""", RejectReason.KeyMismatch)]
    [InlineData("""{"id":"","user":"u-1","item":"i-1","value":1,"timestamp":1}""", RejectReason.OutOfRange)]
    public void Parse_ShouldNameTheReason_WhenTheEventIsBad(string json, RejectReason reason)
    {
        var result = Parse(json);

        result.Reason.ShouldBe(reason);
        result.Detail.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(128, RejectReason.None)]
    [InlineData(129, RejectReason.OutOfRange)]
    public void Parse_ShouldMeasureIdsAsTheyAreMeant_HoweverTheyAreEscaped(int letters, RejectReason expected)
    {
        // Two bytes of UTF-8 each, six where JSON escapes them, as our own writer does.
        var user = new string('é', letters);
        var escaped = InteractionWriter.Write(new Interaction("e-1", user, user, 1f, 1));
        escaped.Length.ShouldBeGreaterThan(12 * letters);

        var result = parser.Parse(Encoding.UTF8.GetBytes(user), escaped, default, Now);

        result.Reason.ShouldBe(expected, result.Detail);
        if (result.Accepted)
            (result.Interaction.User, result.Interaction.Item).ShouldBe((user, user));
    }

    [Fact]
    public void Parse_ShouldRefuseAnEscapedId_FarTooLongToBeUnescaped()
    {
        var json = Good.Replace("\"u-1\"", '"' + string.Concat(Enumerable.Repeat("\\u00e9", 2_000)) + '"', StringComparison.Ordinal);

        Parse(json).Reason.ShouldBe(RejectReason.OutOfRange);
    }

    [Fact]
    public void Parse_ShouldRefuseOversizedRecordsAndUnknownVersions()
    {
        Parse(new string(' ', 20_000)).Reason.ShouldBe(RejectReason.Oversized);
        parser.Parse("u-1"u8, Encoding.UTF8.GetBytes(Good), "2"u8, Now).Reason.ShouldBe(RejectReason.UnknownVersion);
    }

    [Theory]
    [InlineData("""{"id":"\ud800","user":"u-1","item":"i-1","value":1,"timestamp":1}""")]
    [InlineData("""{"id":"e","user":"\udc00x","item":"i-1","value":1,"timestamp":1}""")]
    [InlineData("""{"id":"e","user":"u-1","item":"\ud800\u0041","value":1,"timestamp":1}""")]
    [InlineData("""{"i\ud800d":"e"}""")]
    public void Parse_ShouldCallHalfACharacterMalformed(string json) => Parse(json).Reason.ShouldBe(RejectReason.Malformed);

    [Theory]
    [InlineData("id")]
    [InlineData("user")]
    [InlineData("item")]
    public void Parse_ShouldCallBytesThatAreNoTextMalformed(string field)
    {
        byte[] json = [.. Encoding.UTF8.GetBytes($"{{\"{field}\":\""), 0xff, .. "\"}"u8];

        parser.Parse("u-1"u8, json, default, Now).Reason.ShouldBe(RejectReason.Malformed);
    }

    [Property]
    public void Parse_ShouldNeverThrow_WhateverStandsInAGoodEvent(ushort at, byte[] bytes)
    {
        var good = Encoding.UTF8.GetBytes(Good);
        at = (ushort)(at % good.Length);

        Should.NotThrow(() => parser.Parse("u-1"u8, [.. good[..at], .. bytes, .. good[at..]], default, Now));
    }

    [Property]
    public void Parse_ShouldNeverThrow_OnAnyBytes(byte[] key, byte[] value, byte[] version)
    {
        var result = parser.Parse(key, value, version, Now);

        (result.Accepted || result.Detail.Length > 0).ShouldBeTrue();
    }

    [Property]
    public void Parse_ShouldReject_EveryTruncationOfAGoodEvent(ushort cut)
    {
        Parse(Good[..(cut % Good.Length)]).Accepted.ShouldBeFalse();
    }

    [Property]
    public void Parse_ShouldReadBack_WhatTheWriterWrote(ushort id, ushort user, ushort item, ushort value)
    {
        var written = new Interaction($"é-{id}\"", $"ü {user}", $"\\{item}", value % 1_000, Now - id);

        parser.Parse(Encoding.UTF8.GetBytes(written.User), InteractionWriter.Write(written), default, Now).Interaction.ShouldBe(written);
    }

    [Theory]
    [InlineData("e-1", 0)]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e", 0)]
    [InlineData("an id of twenty-four.org", 72)]
    public void Parse_ShouldTakeNoObject_OnceUserAndItemAreKnown(string id, long bytesAnEvent)
    {
        var (key, value) = ("u-1"u8.ToArray(), Encoding.UTF8.GetBytes(Good.Replace("e-1", id, StringComparison.Ordinal)));
        parser.Parse(key, value, default, Now).Interaction.Id.ShouldBe(new EventId(id));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            parser.Parse(key, value, default, Now);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(1_000 * bytesAnEvent);
    }

    [Theory]
    [InlineData("é-1", "\\u00e9-1", RejectReason.None)]
    [InlineData("é-1", "é-1", RejectReason.None)]
    [InlineData("u-1", "\\u0075-1", RejectReason.None)]
    [InlineData("u-1", "\\u0076-1", RejectReason.KeyMismatch)]
    [InlineData("\\u0075-1", "\\u0075-1", RejectReason.KeyMismatch)]
    [InlineData("u-11", "u-1", RejectReason.KeyMismatch)]
    [InlineData("u-", "u-1", RejectReason.KeyMismatch)]
    [InlineData("", "u-1", RejectReason.KeyMismatch)]
    public void Parse_ShouldCompareTheKeyWithTheUserAsItIsMeant(string key, string written, RejectReason expected)
    {
        var value = Encoding.UTF8.GetBytes(Good.Replace("\"u-1\"", $"\"{written}\"", StringComparison.Ordinal));

        parser.Parse(Encoding.UTF8.GetBytes(key), value, default, Now).Reason.ShouldBe(expected);
    }

    [Fact]
    public void Parse_ShouldTakeTheLastOfTwoUsers()
    {
        var twice = Good.Replace("\"item\"", "\"user\":\"u-2\",\"item\"", StringComparison.Ordinal);

        Parse(twice).Reason.ShouldBe(RejectReason.KeyMismatch);
        parser.Parse("u-2"u8, Encoding.UTF8.GetBytes(twice), default, Now).Interaction.User.ShouldBe("u-2");
    }

    [Theory]
    [MemberData(nameof(EventIdTests.Borders), MemberType = typeof(EventIdTests))]
    public void Writer_ShouldWriteIdsAsStringsAreWritten(string text)
    {
        var written = InteractionWriter.Write(new Interaction(text, "u-1", "i-1", 1f, Now));

        written.ShouldBe(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    id = text,
                    user = "u-1",
                    item = "i-1",
                    value = 1f,
                    timestamp = Now,
                }
            )
        );
    }

    private ParseResult Parse(string json) => parser.Parse("u-1"u8, Encoding.UTF8.GetBytes(json), default, Now);
}
