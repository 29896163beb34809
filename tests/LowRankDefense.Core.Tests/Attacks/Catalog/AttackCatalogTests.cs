using System.Reflection;
using LowRankDefense.Core.Attacks;
using LowRankDefense.Core.Attacks.Catalog;
using LowRankDefense.TestKit.Attacks;

namespace LowRankDefense.Core.Tests.Attacks.Catalog;

public sealed class AttackCatalogTests
{
    [Fact]
    public void Names_ShouldEachFindTheirAttack_InAnyCase()
    {
        AttackCatalog.Names.ShouldBeUnique();
        foreach (var name in AttackCatalog.Names)
        {
            AttackCatalog.ByName(name).Name.ShouldBe(name);
            AttackCatalog.ByName(name.ToUpperInvariant()).Name.ShouldBe(name);
        }
    }

    [Fact]
    public void UnknownName_ShouldBeRefused_WithThoseThereAre()
    {
        var message = Should.Throw<ArgumentException>(() => AttackCatalog.ByName("nosuch")).Message;

        foreach (var name in AttackCatalog.Names)
            message.ShouldContain(name);
    }

    [Fact]
    public void SelfTraining_ShouldSimulateAttacksOfTheCatalog() =>
        AttackCatalog.SelfTraining("").Select(a => a.Name).ShouldBeSubsetOf(AttackCatalog.Names);

    [Fact]
    public void AttackThatIsLeftOut_ShouldNotBeSimulated_NorWhatLooksLikeIt()
    {
        AttackCatalog
            .SelfTraining("Bandwagon")
            .Select(a => a.Name)
            .Distinct()
            .ShouldBe(["random", "popularity", "segment", "copied-popular", "copied-coclicked", "template"]);
        AttackCatalog.SelfTraining("bandwagon, segment").Select(a => a.Name).ShouldNotContain(n => n == "bandwagon" || n == "segment");
        AttackCatalog.SelfTraining("average").ShouldAllBe(a => a.Name != "random");
        AttackCatalog.SelfTraining("copied-popular").ShouldAllBe(a => !a.Name.StartsWith("copied"));
        Should.Throw<ArgumentException>(() => AttackCatalog.SelfTraining("nosuch"));
    }

    [Fact]
    public void EveryAttack_ShouldBeHeldToTheContract()
    {
        var held = Assembly
            .GetExecutingAssembly()
            .GetTypes()
            .Where(t => t.IsSubclassOf(typeof(AttackContract)) && !t.IsAbstract)
            .Select(t => ((IAttack)Create(t)).Name);

        held.ShouldBe(AttackCatalog.Names, ignoreOrder: true);
    }

    private static object Create(Type contract) =>
        typeof(AttackContract).GetMethod("Create", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(Activator.CreateInstance(contract), null)!;
}
