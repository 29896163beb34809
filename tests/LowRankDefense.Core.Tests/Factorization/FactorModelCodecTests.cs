using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Factorization;

public class FactorModelCodecTests
{
    [Property(MaxTest = 30)]
    public Property Model_ShouldSurviveTheRoundTrip_BitByBit() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<NonNegativeInt>(),
            seed =>
            {
                var random = new SeededRandom((ulong)seed.Get);
                var model = FactorModel.Gaussian(random.NextInt(20), random.NextInt(20), 1 + random.NextInt(9), 1, random) with
                {
                    Version = $"factors-{seed.Get}-ü",
                };

                var copy = FactorModelCodec.Decode(FactorModelCodec.Encode(model));

                copy.Version.ShouldBe(model.Version);
                copy.Users.Data.SequenceEqual(model.Users.Data).ShouldBeTrue();
                copy.Items.Data.SequenceEqual(model.Items.Data).ShouldBeTrue();
            }
        );

    [Fact]
    public void Bytes_ShouldBeRefused_WhereverOneBitHasChanged()
    {
        var bytes = FactorModelCodec.Encode(FactorModel.Gaussian(2, 3, 2, 1, new SeededRandom(1)) with { Version = "v" });
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<InvalidDataException>(() => FactorModelCodec.Decode(damaged));
        }
    }

    [Fact]
    public void Bytes_ShouldBeRefused_WhereverTheyAreCut()
    {
        var bytes = FactorModelCodec.Encode(FactorModel.Gaussian(2, 3, 2, 1, new SeededRandom(1)));
        for (var length = 0; length < bytes.Length; length++)
            Should.Throw<InvalidDataException>(() => FactorModelCodec.Decode(bytes.AsSpan(0, length)));
    }
}
