using LowRankDefense.Simulators.Attacks.Obfuscations;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class ProfileCopiesTests : ObfuscationContract
{
    protected override IObfuscation Create() => new ProfileCopies();

    [Fact]
    public void Fillers_ShouldBeFourFifthsOrMoreOfOneGenuineProfile_ValuesAndAll()
    {
        var genuine = Enumerable.Range(0, Stars.Rows).Select(u => Cells(Stars.SelectRows([u])).Select(c => (c.Column, c.Value)).ToHashSet()).ToList();

        var fakes = Obfuscated(Stars);

        for (var fake = 0; fake < fakes.Rows; fake++)
        {
            var fillers = Cells(fakes.SelectRows([fake])).Where(c => !Targets.Contains(c.Column)).Select(c => (c.Column, c.Value)).ToList();
            TargetsOf(fakes, fake).ShouldBe(Targets, ignoreOrder: true);
            // Targets of the copied profile do not count as copied.
            genuine.ShouldContain(g => g.IsSupersetOf(fillers) && fillers.Count + Targets.Length >= Math.Round(0.8 * g.Count));
        }
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Share_ShouldBeRefused_WhenItIsNoShare(double share) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ProfileCopies(share)).ParamName.ShouldBe("least");
}
