using FsCheck.Xunit;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Tests.Serialization;

public class RecordReaderTests
{
    private readonly RecordWriter writer = new();

    [Property]
    public void Fields_ShouldBeReadAsTheyWereWritten(byte small, ulong natural, long signed, int count, float number, byte[] letters)
    {
        var text = string.Concat(letters.Select(l => (char)(0x20 + (l * 211))).Where(c => !char.IsSurrogate(c)));
        count &= int.MaxValue;
        foreach (var value in new[] { natural, ulong.MaxValue, 127UL, 128UL })
        {
            writer.Clear();
            writer.Byte(small);
            writer.Varint(value);
            writer.Signed(signed);
            writer.Signed(-signed);
            writer.Count(count);
            writer.Single(number);
            writer.Word(natural);
            writer.Text(text);

            var reader = new RecordReader(writer.ToArray());

            (reader.Byte(), reader.Varint(), reader.Signed(), reader.Signed(), reader.Count()).ShouldBe((small, value, signed, -signed, count));
            reader.Single().ShouldBe(number);
            (reader.Word(), reader.Text()).ShouldBe((natural, text));
            reader.End();
        }
    }

    [Fact]
    public void SmallNumbers_ShouldTakeOneByte()
    {
        writer.Varint(127);
        writer.Signed(-64);
        writer.Signed(63);
        writer.Length.ShouldBe(3);

        writer.Varint(128);
        writer.Length.ShouldBe(5);
    }

    [Fact]
    public void Writer_ShouldGrow_AndKeepNothingOfTheRecordBefore()
    {
        writer.Text(new string('x', 100_000));
        writer.ToArray().Length.ShouldBe(100_003);

        writer.Clear();
        writer.Byte(7);

        writer.ToArray().ShouldBe([7]);
    }

    [Theory]
    [InlineData(new byte[] { 0x80 }, "too early")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, "does not end")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, "too large")]
    [InlineData(new byte[] { 0x03, 0x61, 0x62 }, "too early")]
    [InlineData(new byte[] { 0x02, 0xC3, 0x28 }, "not UTF-8")]
    public void Text_ShouldBeRefused_WhenItCannotBe(byte[] bytes, string reason) =>
        Should.Throw<InvalidDataException>(() => new RecordReader(bytes).Text()).Message.ShouldContain(reason);

    [Fact]
    public void Count_ShouldBeRefused_WhenSoManyThingsCannotFollow()
    {
        new RecordReader([2, 0, 0, 0, 0]).CountOf(2).ShouldBe(2);
        Should.Throw<InvalidDataException>(() => new RecordReader([3, 0, 0, 0, 0]).CountOf(2)).Message.ShouldContain("before what it counts");
    }

    [Fact]
    public void Rest_ShouldBeRefused()
    {
        Should.Throw<InvalidDataException>(() => new RecordReader([1]).End()).Message.ShouldContain("1 bytes are left over");
    }
}
