using LowRankDefense.Lab.Output;
using Microsoft.Extensions.Time.Testing;

namespace LowRankDefense.Lab.Tests.Output;

public sealed class ProgressLinesTests
{
    private readonly FakeTimeProvider time = new();
    private readonly StringWriter written = new() { NewLine = "\n" };

    [Fact]
    public void Lines_ShouldComeEveryTenSeconds_AndSayHowFarTheWorkIs()
    {
        using var lines = new ProgressLines("sending", written, time);

        time.Advance(TimeSpan.FromSeconds(10));
        lines.Report(30, 120);
        time.Advance(TimeSpan.FromSeconds(9));
        time.Advance(TimeSpan.FromSeconds(1));

        written.ToString().ShouldBe("sending: after 10 s\nsending: 25 % after 20 s\n");
    }

    [Fact]
    public void Lines_ShouldNotCome_WhenTheWorkIsOverSooner()
    {
        using (new ProgressLines("sending", written, time))
            time.Advance(TimeSpan.FromSeconds(9));

        time.Advance(TimeSpan.FromMinutes(1));

        written.ToString().ShouldBeEmpty();
    }

    [Fact]
    public void Lines_ShouldSayNothingOfAShare_WhenThereIsNothingToDo()
    {
        using var lines = new ProgressLines("sending", written, time);

        lines.Report(0, 0);
        time.Advance(TimeSpan.FromSeconds(10));

        written.ToString().ShouldBe("sending: after 10 s\n");
    }
}
