using LowRankDefense.Simulators.Datasets;

namespace LowRankDefense.Simulators.Tests.Datasets;

public sealed class RatingReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("u,i\nv,j\n")]
    [InlineData("uid,sid\nu,i\nv,j\n")]
    [InlineData("user,item\r\nu,i\r\n\r\nv,j")]
    [InlineData("u\ti\nv\tj\n")]
    [InlineData("u  i\n v j \n")]
    [InlineData("u::i\nv::j\n")]
    [InlineData("# a comment\n% another\nu i\nv j\n")]
    [InlineData("item;user\ni;u\nj;v\n")]
    public void Read_ShouldRecogniseSeparatorAndHeader(string text)
    {
        Read(text).ShouldBe([new Rating("u", "i", 1, null), new Rating("v", "j", 1, null)]);
    }

    [Theory]
    [InlineData("u,i,3.5,1000000000\n")]
    [InlineData("u::i::3.5::1000000000\n")]
    [InlineData("userId,movieId,rating,timestamp\nu,i,3.5,1000000000\n")]
    [InlineData("u i 3.5 1000000000000\n")]
    [InlineData("timestamp,source,value,item,user\n1000000000,web,3.5,i,u\n")]
    [InlineData("u\ti\t3.5\t2001-09-09T01:46:40Z\n")]
    [InlineData("u,i,3.5,2001-09-09 01:46:40\n")]
    [InlineData("u,i,3.5,2001-09-09T03:46:40.000+02:00\n")]
    public void Read_ShouldTakeValueAndTimestamp_InSecondsOrMilliseconds(string text)
    {
        Read(text).ShouldBe([new Rating("u", "i", 3.5f, 1_000_000_000_000)]);
    }

    [Fact]
    public void Read_ShouldUnquote_WhenAFieldContainsTheSeparator()
    {
        Read("user,item\n\"a,b\",\"say \"\"hi\"\"\"\n").ShouldBe([new Rating("a,b", "say \"hi\"", 1, null)]);
    }

    [Theory]
    [InlineData("u,i\nv\n", 2, "1 fields")]
    [InlineData("u,i,1\n\nv,j,x\n", 3, "no number")]
    [InlineData("u,i,NaN\n", 1, "not finite")]
    [InlineData("u,i,1e99\n", 1, "not finite")]
    [InlineData("u,i,-Infinity\n", 1, "not finite")]
    [InlineData("u,,1\n", 1, "empty")]
    [InlineData("u,i,1,soon\n", 1, "no whole number")]
    [InlineData("u,i,1,-5\n", 1, "no whole number")]
    [InlineData("u,i,1,5,6\n", 1, "5 fields")]
    [InlineData("user,item\n\"u,i\n", 2, "not closed")]
    public void Read_ShouldNameFileLineAndRemedy_WhenALineIsMalformed(string text, long line, string cause)
    {
        var error = Should.Throw<DataFormatException>(() => Read(text));

        error.Line.ShouldBe(line);
        error.Message.ShouldContain($"ratings.csv:{line}: ");
        error.Message.ShouldContain(cause);
    }

    [Fact]
    public void Read_ShouldSayWhatToGive_WhenThereIsNoFile()
    {
        Should.Throw<FileNotFoundException>(() => RatingReader.Read(Path.Combine(folder.Root, "none"))).Message.ShouldContain("give the path");
    }

    public void Dispose() => folder.Dispose();

    private List<Rating> Read(string text) => [.. RatingReader.Read(folder.File("ratings.csv", text))];
}
