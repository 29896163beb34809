using LowRankDefense.Core.Factorization;
using LowRankDefense.TestKit.Recommendations;

namespace LowRankDefense.Core.Tests.Factorization;

/// <summary>The contract of personal recommenders, for those that learn factors.</summary>
public abstract class FactorTrainerContract : PersonalRecommenderContract<FactorModel>
{
    /// <inheritdoc/>
    protected override (Func<FactorModel, byte[]> Encode, Func<byte[], FactorModel> Decode) Codec =>
        (FactorModelCodec.Encode, bytes => FactorModelCodec.Decode(bytes));
}
