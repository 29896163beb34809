using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

public sealed class MetadataHandlersTests
{
    private readonly Node node = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UnknownTopic_ShouldBeCreated_OnlyWhereTheClientAllowsIt(bool allow)
    {
        await node.Ask(ApiKey.Metadata, 4, body => body.Int32(1).String("t").Byte(allow ? 1 : 0));

        (node.Cluster.Topics.Find("t") is not null).ShouldBe(allow);
    }

    [Theory]
    [InlineData(-1, new[] { "a", "b" })]
    [InlineData(0, new string[0])]
    public async Task AllTopics_ShouldBeListed_OnlyWhereTheClientNamesNone(int count, string[] expected)
    {
        node.Write("a");
        node.Write("b");

        var names = Topics(await node.Ask(ApiKey.Metadata, 1, body => body.Int32(count)));

        names.ShouldBe(expected, ignoreOrder: true);
    }

    private static List<string> Topics(byte[] answer)
    {
        var reader = new ProtocolReader(answer, flexible: false);
        reader.ArrayLength().ShouldBe(1);
        (reader.Int32(), reader.String(), reader.Int32(), reader.NullableString(), reader.Int32()).ShouldBe((1, "127.0.0.1", 9, null, 1));
        var names = new List<string>();
        for (var left = reader.ArrayLength(); left > 0; left--)
        {
            reader.Int16().ShouldBe((short)ErrorCode.None);
            names.Add(reader.String());
            reader.Byte();
            for (var partitions = reader.ArrayLength(); partitions > 0; partitions--)
                (reader.Int16(), reader.Int32(), reader.Int64(), reader.Int64(), reader.Int32()).Item1.ShouldBe((short)ErrorCode.None);
        }

        return names;
    }
}
