namespace LowRankDefense.Architecture.Tests.Namespaces;

/// <summary>The graph sees a type wherever one can stand.</summary>
public class NamespaceGraphTests
{
    private const string Used = """
        namespace House.Used
        {
            public class Thing { public static Thing Make() => new(); public int Count; public static T Of<T>() => default; }
            public interface IThing { }
            public struct Value { public int Count; }
            public class Broken : System.Exception { }
            public class MarkAttribute : System.Attribute { }
            public enum Kind { One, Two }
        }
        namespace House.Elsewhere
        {
            public class KindAttribute : System.Attribute { public KindAttribute(object of) { } public System.Type[] Types; }
            public static class Generic { public static int Of<T>() => 0; }
        }
        """;

    [Theory]
    [InlineData("class User : Used.Thing { }")]
    [InlineData("class User : Used.IThing { }")]
    [InlineData("class User { Used.Thing field; }")]
    [InlineData("class User { Used.Thing[] field; }")]
    [InlineData("class User { System.Collections.Generic.List<Used.Thing> field; }")]
    [InlineData("class User { Used.Value? field; }")]
    [InlineData("unsafe class User { delegate*<Used.Thing, void> field; }")]
    [InlineData("class User { Used.Thing Property { get; set; } }")]
    [InlineData("class User { event System.Action<Used.Thing> Event; }")]
    [InlineData("delegate void User(Used.Thing thing);")]
    [InlineData("class User { void Method(in Used.Value value) { } }")]
    [InlineData("class User<T> where T : Used.IThing { }")]
    [InlineData("class User { void Method<T>() where T : Used.Thing { } }")]
    [InlineData("class User { void Method() { Used.Thing.Make(); } }")]
    [InlineData("class User { int Method() => Used.Thing.Make().Count; }")]
    [InlineData("class User { int Method() => Elsewhere.Generic.Of<Used.Thing>(); }")]
    [InlineData("class User { bool Method(object o) => o is Used.Thing; }")]
    [InlineData("class User { object Method() => typeof(Used.Thing); }")]
    [InlineData("class User { void Method() { try { Method(); } catch (Used.Broken) { } } }")]
    [InlineData("class User { System.Func<object> Method(int x) => () => x == 0 ? Used.Thing.Make() : null; }")]
    [InlineData("class User { async System.Threading.Tasks.Task Method() { await System.Threading.Tasks.Task.Yield(); Used.Thing.Make(); } }")]
    [InlineData("class User { System.Collections.Generic.IEnumerable<object> Method() { yield return Used.Thing.Make(); } }")]
    [InlineData("class User { class Nested { class Deeper { Used.Thing field; } } }")]
    [InlineData("[Used.Mark] class User { }")]
    [InlineData("class User { [Used.Mark] int field; }")]
    [InlineData("class User { void Method([Used.Mark] int parameter) { } }")]
    [InlineData("class User { [return: Used.Mark] int Method() => 0; }")]
    [InlineData("[Elsewhere.Kind(typeof(Used.Thing))] class User { }")]
    [InlineData("[Elsewhere.Kind(Used.Kind.Two)] class User { }")]
    [InlineData("[Elsewhere.Kind(null, Types = new[] { typeof(Used.Thing) })] class User { }")]
    public void Use_ShouldBeSeen_WhereverATypeCanStand(string user)
    {
        var graph = SampleHouse.Compile($"{Used} namespace House.Users {{ {user} }}");

        graph.Arrows.Keys.ShouldContain(("Users", "Used"));
        graph.Arrows[("Users", "Used")].ShouldAllBe(reason => reason.StartsWith("User", StringComparison.Ordinal));
    }

    [Fact]
    public void Folder_ShouldBeThePathOfTheNamespace_WithTheProgramInTheRoot()
    {
        var graph = SampleHouse.Compile(
            "class Program { House.Deep.Down.Thing field; } namespace House.Deep.Down { class Thing { House.Here here; } } namespace House { class Here { } }"
        );

        graph.Folders.ShouldBe(["", "Deep/Down"]);
        graph.Arrows.Keys.ShouldBe([("", "Deep/Down"), ("Deep/Down", "")]);
    }

    [Fact]
    public void Graph_ShouldLeaveOut_WhatIsOfNoFolder()
    {
        var graph = SampleHouse.Compile(
            "namespace Household { class Thing { } } namespace House { class Here { Household.Thing thing; string text; } }"
        );

        graph.Folders.ShouldBe([""]);
        graph.Arrows.ShouldBeEmpty();
    }
}
