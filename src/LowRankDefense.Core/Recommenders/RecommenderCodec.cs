using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Neighbourhoods;
using LowRankDefense.Core.Recommendations;

namespace LowRankDefense.Core.Recommenders;

/// <summary>Turns recommenders of any kind into bytes and back: the header of the bytes says which codec they are for.</summary>
public static class RecommenderCodec
{
    /// <summary>The bytes of <paramref name="model"/>.</summary>
    /// <exception cref="ArgumentException">A model of a kind that has no codec.</exception>
    public static byte[] Encode(IRecommender model) =>
        model switch
        {
            FactorModel factors => FactorModelCodec.Encode(factors),
            ItemNeighbourModel neighbours => ItemNeighbourCodec.Encode(neighbours),
            null => throw new ArgumentNullException(nameof(model)),
            _ => throw new ArgumentException(
                $"There is no codec for a {model.GetType().Name}: add its line to {nameof(RecommenderCodec)}.",
                nameof(model)
            ),
        };

    /// <summary>The model that <see cref="Encode"/>, or the codec of its kind, has written.</summary>
    /// <exception cref="InvalidDataException">Not a recommender, of another format, cut short or damaged; the message says which.</exception>
    public static IRecommender Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(FactorModelCodec.Kind))
            return FactorModelCodec.Decode(bytes);
        if (bytes.StartsWith(ItemNeighbourCodec.Kind))
            return ItemNeighbourCodec.Decode(bytes);
        throw new InvalidDataException(
            $"These {bytes.Length} bytes are no recommender that this build knows: train and publish it again with this build."
        );
    }
}
