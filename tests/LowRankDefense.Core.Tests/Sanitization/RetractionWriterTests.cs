using System.Text;
using LowRankDefense.Core.Sanitization;

namespace LowRankDefense.Core.Tests.Sanitization;

public class RetractionWriterTests
{
    [Theory]
    [InlineData("m-1", "\"m-1\"")]
    [InlineData(null, "null")]
    public void Retraction_ShouldSayWhatIsVoidedAndByWhom(string? model, string written)
    {
        Encoding
            .UTF8.GetString(RetractionWriter.Write(new Retraction("u", 3, model, 17)))
            .ShouldBe($$"""{"type":"retract","user":"u","events":3,"model":{{written}},"timestamp":17}""");
    }
}
