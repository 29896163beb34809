using LowRankDefense.Core.Factorization;
using MemoryPack;

namespace LowRankDefense.Streaming.Refresh;

/// <summary>Factors on the <c>models</c> topic: with the ids of their rows, since indices mean nothing to anyone else.</summary>
[MemoryPackable]
public sealed partial record FactorsPayload
{
    /// <summary>User id of each row of the user factors.</summary>
    public required string[] Users { get; init; }

    /// <summary>Item id of each row of the item factors.</summary>
    public required string[] Items { get; init; }

    /// <summary>The factors, as <see cref="FactorModelCodec"/> writes them.</summary>
    public required byte[] Factors { get; init; }

    internal static byte[] Encode(FactorModel factors, SanitizedSnapshot snapshot) =>
        MemoryPackSerializer.Serialize(
            new FactorsPayload
            {
                Users = [.. snapshot.Users],
                Items = [.. snapshot.Items],
                Factors = FactorModelCodec.Encode(factors),
            }
        );
}
