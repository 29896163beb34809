using LowRankDefense.EmbeddedBroker.Offsets;
using LowRankDefense.EmbeddedBroker.Protocol;

namespace LowRankDefense.EmbeddedBroker.Tests.Handlers;

public sealed class OffsetHandlersTests
{
    private readonly Node node = new();

    [Fact]
    public async Task EveryPartition_ShouldBeAnswered_WhenTheClientNamesNone()
    {
        node.Cluster.Offsets.Commit("g", [Offset(0, 5), Offset(1, 6)]);

        (await Fetch(stable: false, partitions: null)).ShouldBe([(0, 5, ErrorCode.None), (1, 6, ErrorCode.None)], ignoreOrder: true);
    }

    [Fact]
    public async Task Client_ShouldBeToldToAskAgain_WhileATransactionWillDecideTheOffset()
    {
        node.Cluster.Offsets.Commit("g", [Offset(0, 5), Offset(1, 6)]);
        var (id, epoch) = node.Cluster.Transactions.Initialise("x", TimeSpan.FromSeconds(5));
        node.Cluster.Transactions.CommitOffsets("x", id, epoch, "g", [Offset(0, 9)]);

        (await Fetch(stable: true, 0, 1)).ShouldBe([(0, -1, ErrorCode.UnstableOffsetCommit), (1, 6, ErrorCode.None)]);
        (await Fetch(stable: false, 0, 1)).ShouldBe([(0, 5, ErrorCode.None), (1, 6, ErrorCode.None)]);
        node.Cluster.Transactions.End("x", id, epoch, commit: true);
        (await Fetch(stable: true, 0, 1)).ShouldBe([(0, 9, ErrorCode.None), (1, 6, ErrorCode.None)]);
    }

    private static KeyValuePair<(string, int), CommittedOffset> Offset(int partition, long offset) =>
        KeyValuePair.Create(("t", partition), new CommittedOffset(offset, ""));

    private async Task<List<(int Partition, long Offset, ErrorCode Error)>> Fetch(bool stable, params int[]? partitions)
    {
        var answer = await node.Ask(
            ApiKey.OffsetFetch,
            7,
            body =>
            {
                body.String("g");
                if (partitions is null)
                {
                    body.ArrayLength(-1);
                }
                else
                {
                    body.ArrayLength(1).String("t").ArrayLength(partitions.Length);
                    foreach (var partition in partitions)
                        body.Int32(partition);
                    body.NoTags();
                }

                body.Byte(stable ? 1 : 0).NoTags();
            }
        );
        return Read(answer);
    }

    private static List<(int Partition, long Offset, ErrorCode Error)> Read(byte[] answer)
    {
        var reader = new ProtocolReader(answer, flexible: true);
        reader.Int32();
        reader.ArrayLength().ShouldBe(1);
        reader.String().ShouldBe("t");
        var read = new List<(int, long, ErrorCode)>();
        for (var left = reader.ArrayLength(); left > 0; left--)
        {
            var (partition, offset) = (reader.Int32(), reader.Int64());
            reader.Int32();
            reader.NullableString();
            read.Add((partition, offset, (ErrorCode)reader.Int16()));
            reader.SkipTags();
        }

        return read;
    }
}
