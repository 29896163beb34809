using LowRankDefense.Simulators.Attacks.Obfuscations;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class SizeMatchingTests : ObfuscationContract
{
    protected override IObfuscation Create() => new SizeMatching();

    [Fact]
    public void Lengths_ShouldFollowThoseOfGenuineUsers_ButTargetsStay()
    {
        int[] genuine = [.. Enumerable.Range(0, Stars.Rows).Select(Stars.CountOf).Where(n => n > 0)];

        var fakes = Obfuscated(Stars, 2_000);

        int[] lengths = [.. Enumerable.Range(0, fakes.Rows).Select(fakes.CountOf)];
        Enumerable.Range(0, fakes.Rows).ShouldAllBe(f => TargetsOf(fakes, f).Length == Targets.Length);
        // Shorter than its targets is no fake.
        foreach (var length in genuine.Distinct().Where(n => n > Targets.Length))
            ((double)lengths.Count(n => n == length) / lengths.Length).ShouldBe((double)genuine.Count(n => n == length) / genuine.Length, 0.03);
        var shortest = 2_000 * genuine.Count(n => n <= Targets.Length) / genuine.Length;
        lengths.Count(n => n == Targets.Length).ShouldBeInRange(shortest - 60, shortest + 60);
    }
}
