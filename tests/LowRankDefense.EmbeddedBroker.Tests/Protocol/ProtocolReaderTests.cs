using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Protocol;

/// <summary>What cannot be read is refused as a request that cannot be understood, never as a defect of the broker.</summary>
public sealed class ProtocolReaderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Request_ShouldBeRefused_WhereverItIsCutOff(bool flexible)
    {
        var writer = new ProtocolWriter(flexible).Byte(1).Int16(1).Int32(1).Int64(1).String("text").Bytes([1, 2, 3]).ArrayLength(1).Byte(1).NoTags();
        var whole = writer.Frame()[4..].ToArray();

        for (var length = 0; length < whole.Length; length++)
            Should.Throw<ProtocolException>(() => ReadAll(whole[..length], flexible), $"{length} of {whole.Length} bytes");
        ReadAll(whole, flexible);
    }

    [Theory]
    [InlineData(false, new byte[] { 0xFF, 0xFF, 0xFF, 0xFE })]
    [InlineData(false, new byte[] { 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(true, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData(true, new byte[] { 0x80, 0x80, 0x80, 0x80, 0x08 })]
    public void ArrayLength_ShouldBeRefused_WhenItIsNegativeOrBeyondTheRequest(bool flexible, byte[] bytes) =>
        Should.Throw<ProtocolException>(() => new ProtocolReader(bytes, flexible).NullableArrayLength()).Message.ShouldContain("does not fit");

    [Theory]
    [InlineData(false, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(true, new byte[] { 0 })]
    public void NullArray_ShouldBeRefused_WhereAnArrayMustBe(bool flexible, byte[] bytes)
    {
        new ProtocolReader(bytes, flexible).NullableArrayLength().ShouldBe(-1);

        Should.Throw<ProtocolException>(() => new ProtocolReader(bytes, flexible).ArrayLength()).Message.ShouldContain("null");
    }

    [Fact]
    public void NullString_ShouldBeRefused_WhereAStringMustBe() =>
        Should.Throw<ProtocolException>(() => new ProtocolReader([0xFF, 0xFF], flexible: false).String()).Message.ShouldContain("null");

    [Fact]
    public void Varint_ShouldBeRefused_WhenItGoesOnAfterFiveBytes() =>
        Should
            .Throw<ProtocolException>(() => new ProtocolReader([0x80, 0x80, 0x80, 0x80, 0x80, 0], flexible: true).UnsignedVarint())
            .Message.ShouldContain("five bytes");

    [Fact]
    public void Tags_ShouldBePassedOver_WhateverTheyHold()
    {
        var reader = new ProtocolReader([2, 0, 3, 1, 2, 3, 9, 0, 42], flexible: true);

        reader.SkipTags();

        reader.Byte().ShouldBe((byte)42);
    }

    private static void ReadAll(byte[] bytes, bool flexible)
    {
        var reader = new ProtocolReader(bytes, flexible);
        reader.Byte();
        reader.Int16();
        reader.Int32();
        reader.Int64();
        reader.String();
        // Bytes and elements are counted as they are read.
        reader.Bytes();
        for (var left = reader.ArrayLength(); left > 0; left--)
            reader.Byte();
        reader.SkipTags();
    }
}
