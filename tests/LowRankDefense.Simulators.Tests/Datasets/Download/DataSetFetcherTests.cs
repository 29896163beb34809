using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Simulators.Datasets.Download;
using LowRankDefense.TestKit.Http;

namespace LowRankDefense.Simulators.Tests.Datasets.Download;

public sealed class DataSetFetcherTests : IDisposable
{
    private static readonly DownloadOptions Hasty = new()
    {
        Retries = 3,
        RetryDelay = 0,
        Patience = 2_000,
    };
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };

    private string Target => Path.Combine(folder.Root, "new", "set");

    public void Dispose()
    {
        client.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Archive_ShouldBecomeAFolderThatIsRead()
    {
        var zip = Zip(("ml-x/u.data", "u1\ti1\t3\t874965758\nu2\ti1\t4\t874965759\n"), ("ml-x/deep/README", "read me"), ("other/rubbish.csv", "no"));
        await using var server = FileServer.Of(zip);
        var seen = new List<double>();

        await Fetch(server, File("ml-x.zip", zip, Packing.Zip) with { Folder = "ml-x/" }, seen: seen.Add);

        DataSet.Load(Target).Whole().Train.Select(r => (r.User, r.Item, r.Value)).ShouldBe([("u1", "i1", 3f), ("u2", "i1", 4f)]);
        Files().ShouldBe(["deep/README", "u.data"]);
        server.Requests.ShouldBe([("/data/ml-x.zip", null, null)]);
        seen.ShouldBeInOrder();
        seen[^1].ShouldBe(1);
        NothingElseShouldBeThere();
    }

    [Fact]
    public async Task CompressedFile_ShouldBeReadByTheHeaderThatItIsGiven()
    {
        var packed = Gzip("7\t2010-10-19T23:55:27Z\t30.2\t-97.7\t22847\n7\t2010-10-18T22:17:43Z\t30.2\t-97.7\t420315\n");
        await using var server = FileServer.Of(packed);

        await Fetch(server, File("checkins.txt.gz", packed, Packing.Gzip) with { Header = "user\ttime\tlatitude\tlongitude\titem" });

        Files().ShouldBe(["checkins.txt"]);
        DataSet.Load(Target).Train.ShouldBe([new Rating("7", "22847", 1, 1_287_532_527_000), new Rating("7", "420315", 1, 1_287_440_263_000)]);
    }

    [Fact]
    public async Task Files_ShouldStandBesideEachOther_WhenThereAreSeveral()
    {
        var bytes = Encoding.UTF8.GetBytes("user,item\nu,i\n");
        await using var server = FileServer.Of(bytes);

        await new DataSetFetcher(client, Hasty).Fetch(
            Set(File("train.csv", bytes), File("test.csv", bytes)),
            Target,
            server.Address,
            _ => { },
            default
        );

        Files().ShouldBe(["test.csv", "train.csv"]);
        server.Requests.Select(r => r.Path).ShouldBe(["/data/train.csv", "/data/test.csv"]);
    }

    [Fact]
    public async Task OtherBytes_ShouldBeRefused_WithBothSums()
    {
        await using var server = FileServer.Of("user,item\nu,j\n"u8.ToArray());
        var known = File("train.csv", "user,item\nu,i\n"u8.ToArray());

        var said = (await Should.ThrowAsync<InvalidDataException>(Fetch(server, known))).Message;

        said.ShouldContain($"{server.Address}train.csv is not the file that is known");
        said.ShouldContain($"MD5 is {Hex(MD5.HashData("user,item\nu,j\n"u8))}, and the owner says {known.Checksums[0].Hex}");
        said.ShouldContain("--from");
        NothingShouldBeThere();
    }

    [Fact]
    public async Task SecondSum_ShouldBeAskedToo()
    {
        var bytes = "user,item\nu,i\n"u8.ToArray();
        await using var server = FileServer.Of(bytes);
        var file = File("train.csv", bytes) with
        {
            Checksums = [Checksum.Md5(Hex(MD5.HashData(bytes)), "the owner"), Checksum.Sha256(new string('0', 64), "another")],
        };

        (await Should.ThrowAsync<InvalidDataException>(Fetch(server, file))).Message.ShouldContain($"and another says {new string('0', 64)}");
        NothingShouldBeThere();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_ShouldBeTakenUp_WhereItBrokeOff(bool hasRanges)
    {
        var bytes = Encoding.UTF8.GetBytes("user,item\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"u{i},i{i}\n")));
        const int half = 100_000;
        await using var server = new FileServer(
            (context, request, _) =>
            {
                context.Response.Headers["ETag"] = "\"one\"";
                if (request == 0)
                    return FileServer.Send(context, bytes.AsMemory(0, half), bytes.Length);
                if (!hasRanges)
                    return FileServer.Send(context, bytes);
                var from = int.Parse(context.Request.Headers["Range"]!["bytes=".Length..^1]);
                context.Response.StatusCode = (int)HttpStatusCode.PartialContent;
                context.Response.Headers["Content-Range"] = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
                return FileServer.Send(context, bytes.AsMemory(from));
            }
        );

        await Fetch(server, File("train.csv", bytes));

        (await System.IO.File.ReadAllBytesAsync(Path.Combine(Target, "train.csv"))).ShouldBe(bytes);
        server.Requests.Count.ShouldBe(2);
        server.Requests[1].Range.ShouldStartWith("bytes=");
        server.Requests[1].IfRange.ShouldBe("\"one\"");
    }

    [Fact]
    public async Task Download_ShouldBeGivenUp_WhenItBreaksOffAgainAndAgain()
    {
        var bytes = new byte[1_000];
        await using var server = new FileServer((context, _, _) => FileServer.Send(context, bytes, 2_000));

        (await Should.ThrowAsync<DownloadException>(Fetch(server, File("train.csv", bytes)))).Message.ShouldContain(
            "train.csv cannot be downloaded ("
        );

        server.Requests.Count.ShouldBe(4);
        NothingShouldBeThere();
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, 1)]
    [InlineData(HttpStatusCode.Forbidden, 1)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 4)]
    public async Task Answer_ShouldBeTold_AndAskedForAgainWhereItMayPass(HttpStatusCode status, int requests)
    {
        await using var server = new FileServer(
            (context, _, _) =>
            {
                context.Response.StatusCode = (int)status;
                return FileServer.Send(context, "no"u8.ToArray());
            }
        );

        var said = (await Should.ThrowAsync<DownloadException>(Fetch(server, File("train.csv", [])))).Message;

        said.ShouldContain($"{server.Address}train.csv cannot be downloaded");
        said.ShouldContain($"{(int)status}");
        said.ShouldContain("--from");
        server.Requests.Count.ShouldBe(requests);
        NothingShouldBeThere();
    }

    [Fact]
    public async Task Silence_ShouldEndADownload()
    {
        await using var server = new FileServer((_, _, closing) => Task.Delay(Timeout.Infinite, closing));
        var fetcher = new DataSetFetcher(client, Hasty with { Retries = 1, Patience = 100 });

        var fetching = fetcher.Fetch(Set(File("train.csv", [])), Target, server.Address, _ => { }, default);

        (await Should.ThrowAsync<DownloadException>(fetching)).Message.ShouldContain("nothing has come for 0.1 s");
        NothingShouldBeThere();
    }

    [Fact]
    public async Task Cancelling_ShouldLeaveNothing()
    {
        using var stop = new CancellationTokenSource();
        var bytes = new byte[200_000];
        await using var server = new FileServer(
            async (context, _, closing) =>
            {
                context.Response.ContentLength64 = 2 * bytes.Length;
                await context.Response.OutputStream.WriteAsync(bytes);
                await context.Response.OutputStream.FlushAsync();
                await Task.Delay(Timeout.Infinite, closing);
            }
        );

        var fetching = new DataSetFetcher(client, Hasty).Fetch(Set(File("train.csv", bytes)), Target, server.Address, _ => stop.Cancel(), stop.Token);

        await Should.ThrowAsync<OperationCanceledException>(fetching);
        NothingShouldBeThere();
    }

    [Theory]
    [InlineData("../evil.csv")]
    [InlineData("ml-x/../../evil.csv")]
    [InlineData("..\\evil.csv")]
    [InlineData("/evil.csv")]
    public async Task Archive_ShouldBeRefused_WhenAFileWouldStandOutside(string name)
    {
        var zip = Zip(("ml-x/u.data", "u1\ti1\n"), (name, "u1,i1\n"));
        await using var server = FileServer.Of(zip);

        (
            await Should.ThrowAsync<InvalidDataException>(Fetch(server, File("ml-x.zip", zip, Packing.Zip) with { Folder = "ml-x/" }))
        ).Message.ShouldContain($"ml-x.zip has a file '{name.Replace('\\', '/')}', which would come to stand outside the folder");

        NothingShouldBeThere();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Folder_ShouldStayAsItIs_WhenItIsThereAlready(bool isFolder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        if (isFolder)
            Directory.CreateDirectory(Target);
        else
            await System.IO.File.WriteAllTextAsync(Target, "mine");
        await using var server = FileServer.Of([]);

        (await Should.ThrowAsync<InvalidDataException>(Fetch(server, File("train.csv", [])))).Message.ShouldContain($"{Target} is there already");

        server.Requests.ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBe([Target]);
    }

    private static RemoteDataSet Set(params RemoteFile[] files) => new("set", "a set", "its owner", "none", new("https://example.org/set"), files);

    private static RemoteFile File(string name, byte[] bytes, Packing packing = Packing.None) =>
        new(new($"https://example.org/files/{name}"), [Checksum.Md5(Hex(MD5.HashData(bytes)), "the owner")], packing);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            archive.CreateEntry("ml-x/");
            foreach (var (name, text) in files)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write(text);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionMode.Compress))
            packed.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private Task Fetch(FileServer server, RemoteFile file, Action<double>? seen = null) =>
        new DataSetFetcher(client, Hasty).Fetch(Set(file), Target, server.Address, seen ?? (_ => { }), CancellationToken.None);

    private string[] Files() =>
        [
            .. Directory
                .GetFiles(Target, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Target, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    private void NothingElseShouldBeThere() => Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBe([Target]);

    private void NothingShouldBeThere() => Directory.GetFileSystemEntries(Path.GetDirectoryName(Target)!).ShouldBeEmpty();
}
