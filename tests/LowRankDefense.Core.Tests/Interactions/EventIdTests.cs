using System.Text;
using FsCheck;
using FsCheck.Xunit;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Core.Tests.Interactions;

public class EventIdTests
{
    private const string Guid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    public static TheoryData<string> Borders { get; } =
    [
        "",
        "e",
        "fifteen-bytes-!",
        "sixteen-bytes-!!",
        new string('é', 7) + "!",
        new string('é', 8),
        "😀😀😀",
        "\0",
        "\"\\/\n\u2028",
        Guid,
        Guid.ToUpperInvariant(),
        Guid[..^1] + "E",
        '{' + Guid + '}',
        Guid + ' ',
        ' ' + Guid,
        Guid[..^1],
        Guid + '0',
        Guid.Replace("-", "", StringComparison.Ordinal),
        "0f8fad5b+d9cb-469f-a165-70867728950e",
        "0f8fad5b-d9cb-469f-a165-70867728950g",
        "00000000-0000-0000-0000-000000000000",
        new string('x', 36),
        new string('é', 18),
        new string('x', 1_024),
    ];

    [Theory]
    [MemberData(nameof(Borders))]
    public void Id_ShouldKeepItsText_OnEveryBorder(string text) => ShouldKeep(text);

    [Property]
    public void Id_ShouldKeepAnyText(NonNull<string> text) => ShouldKeep(text.Get);

    [Property]
    public void Id_ShouldKeepAnyUnits_HalvesOfCharactersAmongThem(ushort[] units) => ShouldKeep(string.Concat(units.Select(u => (char)u)));

    [Fact]
    public void Id_ShouldKeepHalfACharacter()
    {
        ShouldKeep("half\ud800");
        ShouldKeep("\udc00" + Guid);
        new EventId("half\ud800").ShouldNotBe(new EventId("half\ufffd"));
    }

    [Property]
    public void Id_ShouldKeepAnyGuidInAnyForm(System.Guid guid)
    {
        foreach (var form in new[] { "D", "N", "B", "P", "X" })
        {
            ShouldKeep(guid.ToString(form));
            ShouldKeep(guid.ToString(form).ToUpperInvariant());
        }
    }

    [Fact]
    public void Ids_ShouldBeEqualOnlyWhereTheirTextsAre()
    {
        string[] all = [.. ((IEnumerable<object[]>)Borders).Select(row => (string)row[0])];

        foreach (var left in all)
        foreach (var right in all)
            (new EventId(left) == new EventId(right)).ShouldBe(left == right);
    }

    [Fact]
    public void Id_ShouldNotEqualTheGuid_ThatIsKeptInTheSameBytes()
    {
        // A short id is its bytes and, in the last one, their number.
        byte[] kept = [.. Encoding.UTF8.GetBytes("e-1".PadRight(15, '\0')), 3];
        var twin = new System.Guid(kept).ToString();

        new EventId("e-1").Equals(new EventId(twin)).ShouldBeFalse();
        new EventId("e-1").Equals((object)new EventId(twin)).ShouldBeFalse();
        ShouldKeep(twin);
    }

    [Fact]
    public void Default_ShouldBeTheEmptyId()
    {
        default(EventId).ShouldBe(new EventId(""));
        default(EventId).IsEmpty.ShouldBeTrue();
        default(EventId).ToString().ShouldBeEmpty();
        new EventId("\0").IsEmpty.ShouldBeFalse();
        new EventId("00000000-0000-0000-0000-000000000000").IsEmpty.ShouldBeFalse();
        new EventId("an id that is kept as a string").IsEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData("e-1", 2)]
    [InlineData(Guid, 35)]
    [InlineData("an id that is kept as a string", 29)]
    public void CopyTo_ShouldWriteNothing_WhereThereIsNoRoom(string text, int room)
    {
        new EventId(text).CopyTo(new byte[room]).ShouldBe(0);
        new EventId(text).CopyTo(new byte[room + 1]).ShouldBe(room + 1);
    }

    [Theory]
    [InlineData("fifteen-bytes-!", 0)]
    [InlineData(Guid, 0)]
    [InlineData("sixteen-bytes-!!", 56)]
    public void Id_ShouldTakeNoObject_WhereItIsShortOrAGuid(string text, long bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        _ = new EventId(utf8);
        Span<char> scratch = stackalloc char[EventId.ScratchLength];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var id = new EventId(utf8);
        var characters = id.Characters(scratch).Length;
        _ = id.Equals(id);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        characters.ShouldBe(text.Length);
        allocated.ShouldBe(bytes);
    }

    [Fact]
    public void Id_ShouldTakeTwentyFourBytes() => System.Runtime.CompilerServices.Unsafe.SizeOf<EventId>().ShouldBe(24);

    private static void ShouldKeep(string text)
    {
        var id = new EventId(text);
        id.ToString().ShouldBe(text);
        new string(id.Characters(new char[EventId.ScratchLength])).ShouldBe(text);
        id.ShouldBe(new EventId(new string(text)));
        id.GetHashCode().ShouldBe(new EventId(new string(text)).GetHashCode());
        var utf8 = Encoding.UTF8.GetBytes(text);
        var written = new byte[utf8.Length];
        id.CopyTo(written).ShouldBe(utf8.Length);
        written.ShouldBe(utf8);
        // Half a surrogate pair has no UTF-8.
        if (Encoding.UTF8.GetString(utf8) != text)
            return;
        var read = new EventId(utf8);
        read.ShouldBe(id);
        read.GetHashCode().ShouldBe(id.GetHashCode());
        read.ToString().ShouldBe(text);
    }
}
