using LowRankDefense.Lab.Scenarios.Replay.Runs;

namespace LowRankDefense.Lab.Tests.Scenarios.Replay.Runs;

public sealed class ReplaySettingsTests
{
    [Fact]
    public void Run_ShouldBeginAnew_OnTheSameInputAndModels()
    {
        var settings = Of("here.");

        var (first, last) = (settings.Of("round-1", null), settings.Of(null, null));

        first.Interactions.ShouldBe("here.interactions");
        first.Sanitized.ShouldBe("here.interactions.sanitized.round-1");
        first.Group.ShouldBe("here.lowrank-defense.round-1");
        first.Values["Topics:Models"].ShouldBe("here.models");
        first.Values["Topics:Changelog"].ShouldBe("here.profiles.changelog.round-1");
        first.Values["Kafka:BootstrapServers"].ShouldBe("b:1");
        last.Sanitized.ShouldBe("here.interactions.sanitized");
        last.Group.ShouldNotBe(first.Group);
        last.State.ShouldNotBe(first.State);
        first.Outputs.ShouldNotContain(first.Interactions);
        first.Outputs.ShouldNotContain("here.models");
        first.Outputs.Intersect(last.Outputs, StringComparer.Ordinal).ShouldBeEmpty();
        first.Outputs.Count.ShouldBe(9);
    }

    [Fact]
    public void Input_ShouldBeAnother_WhenItHasAName() => Of("").Of(null, "rounds").Interactions.ShouldBe("interactions.rounds");

    [Fact]
    public void WhatWasAskedFor_ShouldStay_UnlessItWouldTieRunsTogether()
    {
        var settings = Of(
            "here.",
            ("Topics:Interactions", "mine"),
            ("topics:sanitized", "clean"),
            ("Kafka:GroupId", "g"),
            ("Refresh:Enabled", "true"),
            ("Kafka:Properties:security.protocol", "ssl")
        );

        var run = settings.Of("round-2", null);

        run.Interactions.ShouldBe("mine");
        run.Sanitized.ShouldBe("clean.round-2");
        run.Group.ShouldBe("g.round-2");
        run.Values["Refresh:Enabled"].ShouldBe("true");
        run.Values["Kafka:Properties:security.protocol"].ShouldBe("ssl");
        Of("").Of(null, null).Values["Refresh:Enabled"].ShouldBe("false");
    }

    private static ReplaySettings Of(string prefix, params (string Key, string Value)[] given) =>
        new("b:1", prefix, "state", leftOut: null, given.ToDictionary(g => g.Key, g => (string?)g.Value, StringComparer.OrdinalIgnoreCase));
}
