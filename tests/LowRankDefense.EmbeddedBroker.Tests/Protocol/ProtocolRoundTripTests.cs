using FsCheck.Xunit;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Protocol;

/// <summary>What is written is read back, in both kinds of versions.</summary>
public sealed class ProtocolRoundTripTests
{
    [Property]
    public void Everything_ShouldBeReadAsItWasWritten(
        bool flexible,
        byte one,
        short two,
        int four,
        long eight,
        uint varint,
        string? text,
        byte[] bytes
    )
    {
        // An unpaired surrogate has no UTF-8.
        text = text is null ? null : System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
        var writer = new ProtocolWriter(flexible);
        writer.Byte(one).Int16(two).Int32(four).Int64(eight).UnsignedVarint(varint).String(text).Bytes(bytes).ArrayLength(0).NoTags();
        writer.Error(ErrorCode.InvalidRecord).Raw(bytes);

        var reader = new ProtocolReader(writer.Frame().Span[4..], flexible);

        (reader.Byte(), reader.Int16(), reader.Int32(), reader.Int64(), reader.UnsignedVarint()).ShouldBe((one, two, four, eight, varint));
        reader.NullableString().ShouldBe(text);
        reader.Bytes().ToArray().ShouldBe(bytes);
        reader.ArrayLength().ShouldBe(0);
        reader.SkipTags();
        reader.Int16().ShouldBe((short)ErrorCode.InvalidRecord);
        reader.Consumed.ShouldBe(writer.Position - 4 - bytes.Length);
    }

    [Fact]
    public void Numbers_ShouldBeBigEndian_AndVarintsLowestFirst()
    {
        var writer = new ProtocolWriter(flexible: true).Int16(0x0102).Int32(0x03040506).UnsignedVarint(300).String("é").String(null);

        writer.Frame().ToArray().ShouldBe([0, 0, 0, 12, 1, 2, 3, 4, 5, 6, 0xAC, 0x02, 3, 0xC3, 0xA9, 0]);
    }

    [Fact]
    public void Lengths_ShouldTakeFixedBytes_InVersionsThatAreNotFlexible()
    {
        var writer = new ProtocolWriter(flexible: false).String("a").String(null).Bytes([7]).ArrayLength(2).NoTags();

        writer.Frame()[4..].ToArray().ShouldBe([0, 1, 97, 0xFF, 0xFF, 0, 0, 0, 1, 7, 0, 0, 0, 2]);
    }

    [Fact]
    public void Rewind_ShouldForgetWhatCameAfter()
    {
        var writer = new ProtocolWriter(flexible: false).Int16(1);
        var position = writer.Position;
        writer.Int64(2).Rewind(position);

        writer.Byte(9).Frame().ToArray().ShouldBe([0, 0, 0, 3, 0, 1, 9]);
    }
}
