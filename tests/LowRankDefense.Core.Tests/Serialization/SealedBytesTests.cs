using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Tests.Serialization;

public class SealedBytesTests
{
    private static readonly FactorModelPayload Payload = new()
    {
        Version = "v",
        Offset = 0f,
        Rank = 2,
        UserCount = 1,
        ItemCount = 1,
        Users = [1, 2],
        Items = [3, 4],
    };

    [Fact]
    public void Open_ShouldGiveWhatWasSealed() =>
        SealedBytes
            .Open("LRFM\u0002"u8, SealedBytes.Seal("LRFM\u0002"u8, Payload), "it", (FactorModelPayload parts) => parts.Items)
            .ShouldBe([3f, 4f]);

    [Fact]
    public void Decode_ShouldRefusePartsThatDoNotFit_EvenUnderATrueChecksum()
    {
        var bytes = SealedBytes.Seal("LRFM\u0002"u8, Payload with { UserCount = 7 });

        Should.Throw<InvalidDataException>(() => FactorModelCodec.Decode(bytes)).Message.ShouldContain("do not fit");
    }

    [Fact]
    public void Decode_ShouldRefuseAPayloadOfAnotherKind_EvenUnderATrueChecksum()
    {
        var bytes = SealedBytes.Seal("LRFM\u0002"u8, "no factors");

        Should.Throw<InvalidDataException>(() => FactorModelCodec.Decode(bytes)).Message.ShouldContain("do not fit");
    }
}
