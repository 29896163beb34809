using LowRankDefense.Simulators.Attacks.Obfuscations;

namespace LowRankDefense.Simulators.Tests.Attacks.Obfuscations;

public sealed class ObfuscationCatalogTests
{
    [Fact]
    public void Names_ShouldEachFindTheirObfuscation_InAnyCase()
    {
        ObfuscationCatalog.Names.ShouldBeUnique();
        foreach (var name in ObfuscationCatalog.Names)
            ObfuscationCatalog.ByName(name.ToUpperInvariant()).Name.ShouldBe(name);
    }

    [Fact]
    public void UnknownName_ShouldBeRefused_WithThoseThereAre() =>
        Should.Throw<ArgumentException>(() => ObfuscationCatalog.ByName("nosuch")).Message.ShouldContain("size-matched");
}
