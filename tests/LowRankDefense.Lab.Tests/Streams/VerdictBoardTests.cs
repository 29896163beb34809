using System.Text;
using LowRankDefense.Lab.Streams;

namespace LowRankDefense.Lab.Tests.Streams;

public sealed class VerdictBoardTests
{
    private readonly VerdictBoard board = new(new HashSet<string>(StringComparer.Ordinal) { "f1", "f2", "f3" });

    [Fact]
    public void Counts_ShouldFollowTheNewestVerdict()
    {
        Take("f1", "fake", 9);
        Take("f2", "fake", 9);
        Take("u1", "fake", 9);
        board.Counts().ShouldBe((3, 2, 1));

        Take("u1", "genuine", 12);
        Take("f2", "genuine", 12);
        board.Counts().ShouldBe((1, 1, 0));
    }

    [Fact]
    public void FalsePositive_ShouldCount_WhateverCameAfterIt()
    {
        Take("u1", "fake", 9);
        Take("u1", "genuine", 12);
        Take("u2", "genuine", 12);
        Take("f1", "fake", 9);

        board.Counts().FalsePositives.ShouldBe(0);
        board.EverFalsePositives().ShouldBe(1);
    }

    [Fact]
    public void Detection_ShouldBeTheFirstVerdictOfFake_OfTheFakesOnly()
    {
        board.MedianEventsToDetection().ShouldBeNull();

        Take("u1", "fake", 1);
        Take("f1", "genuine", 2);
        board.MedianEventsToDetection().ShouldBeNull();

        Take("f1", "fake", 10);
        Take("f1", "fake", 99);
        Take("f2", "fake", 30);
        Take("f3", "fake", 20);
        board.MedianEventsToDetection().ShouldBe(20);
    }

    private void Take(string user, string verdict, int length) =>
        board.Take(
            Encoding.UTF8.GetBytes(user),
            Encoding.UTF8.GetBytes($$"""{"verdict":"{{verdict}}","profileLength":{{length}},"later":"fields"}""")
        );
}
