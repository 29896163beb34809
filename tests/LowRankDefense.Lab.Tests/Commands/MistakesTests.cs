using System.Diagnostics;

namespace LowRankDefense.Lab.Tests.Commands;

/// <summary>Ways to go wrong: each ends with its exit code and one line that names place and remedy.</summary>
public sealed class MistakesTests : IDisposable
{
    private readonly TinyData tiny = new();

    public MistakesTests()
    {
        tiny.File("broken.csv", "user,item,value\nu1,i1,1\nu1,i2,much\n");
        tiny.File("broken-labels.txt", "u1 1\nu2 maybe\n");
        tiny.File("labels.txt", "u1 1\n");
        tiny.File("stranger.txt", "nobody 1\n");
        tiny.File("strange-fakes.csv", "user,item\nfake-1,unheard-of\n");
        tiny.File("empty.csv", "");
        tiny.Fakes(10);
    }

    public static TheoryData<string, string[]> Lines =>
        new()
        {
            { "", ["verb is missing", "demo, replay", "lowrank --help"] },
            { "atack", ["'atack'", "demo, replay, crash-test, population, attack", "lowrank --help"] },
            { "evaluate", ["verb is missing", "detector, arrivals, recommender", "lowrank evaluate --help"] },
            { "evaluate recomender", ["'recomender'", "detector, arrivals, recommender"] },
            { "evaluate arrivals --data @ratings.csv --counts 0", ["--counts", "above 0"] },
            { "attack bandwaggon --data @ratings.csv --out @out", ["'bandwaggon'", "bandwagon", "lowrank attack --help"] },
            { "demo --attack bandwaggon", ["--attack", "'bandwaggon'", "bandwagon"] },
            { "replay --data @ratings.csv --attack bandwaggon", ["--attack", "'bandwaggon'"] },
            { "attack random --out @out", ["--data", "required"] },
            { "attack random --data @ratings.csv --out @out --oops", ["--oops", "lowrank attack --help"] },
            { "attack random --data @ratings.csv --out @out --seed one", ["--seed", "'one'"] },
            { "attack random --data @ratings.csv --out @out --share 2", ["--share", "between 0 and 1", "'2'"] },
            { "attack random --data @ratings.csv --out @out --count -1", ["--count", "0 or more"] },
            { "attack random --data @nowhere --out @out", ["nowhere", "give a folder"] },
            { "attack random --data @ratings.csv --out @no/such/folder/out", ["no/such/folder"] },
            { "attack random --data @broken.csv --out @out", ["broken.csv:3:", "'much'", "Write it like"] },
            { "attack random --data @empty.csv --out @out", ["empty.csv", "at least one line"] },
            { "attack random --data @ratings.csv --out @out --targets i1,i999", ["--targets", "'i999'"] },
            { "evaluate recommender --data @ratings.csv --model magic", ["--model", "'magic'", "'ials'"] },
            { "evaluate recommender --data @ratings.csv --rank 0", ["--rank", "1 to 4096"] },
            { "evaluate recommender --data @ratings.csv --seeds 0", ["--seeds", "1 to 1000"] },
            { "evaluate recommender --data @ratings.csv --fakes @strange-fakes.csv", ["'unheard-of'", "make the fakes for this data set"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --protocol guess", ["--protocol", "'guess'", "'cv'"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --budget 1.5", ["--budget", "between 0 and 1"] },
            { "evaluate detector --data @ratings.csv", ["--fakes", "--labels"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --history 0.4", ["--history", "--protocol self"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --labels @labels.txt", ["--labels", "--protocol arrivals"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --history 1", ["--history", "between 0 and 1"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --arrival flood", ["--arrival", "'flood'"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --neighbours -1", ["--neighbours", "0 or more"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --attack random --count 500 --aged", ["500 fakes want an account each"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --fakes @fakes.csv --attack random", ["not both"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --labels @labels.txt", ["--fakes", "--labels"] },
            { "evaluate detector --data @ratings.csv --fakes @missing.csv", ["missing.csv"] },
            { "evaluate detector --data @ratings.csv --labels @broken-labels.txt", ["broken-labels.txt:2:", "1 for a fake"] },
            { "evaluate detector --data @ratings.csv --labels @stranger.txt", ["stranger.txt", "'nobody'"] },
            { "train-detector --data @ratings.csv", ["--bootstrap", "--out"] },
            { "train-detector --data @ratings.csv --fakes @fakes.csv --labels @labels.txt --out @out", ["--fakes", "--labels"] },
            { "population --users 100", ["--out", "required"] },
            { "population --out @out --users 5", ["--users", "10 to 10000000", "'5'"] },
            { "population --out @out --drift 2", ["--drift", "0 to 1", "'2'"] },
            { "population --out @out --surge-items 200", ["--surge-items", "0 to 100"] },
            { "population --out @out --items 10 --viral 6", ["11 items", "of 10", "ask for fewer"] },
            { "population --out @ratings.csv --users 10", ["ratings.csv"] },
            { "reconstruct --data @ratings.csv --setting round:3:4", ["'round:3:4'", "square:PATCH:RANK"] },
            { "reconstruct --data @ratings.csv --density 2", ["--density", "0 to 1"] },
            { "sanitize --data @ratings.csv", ["--out", "required"] },
            { "sanitize --data @ratings.csv --out @out --fakes @ratings.csv", ["'u0'", "ids of their own"] },
            { "replay --data @ratings.csv --attack random --fakes @fakes.csv", ["--attack", "--fakes", "not both"] },
            { "replay --data @ratings.csv --set Verdicts", ["--set", "'Verdicts'", "Section:Key=value"] },
            { "replay --data @ratings.csv --rate -1", ["--rate", "0 or more", "'-1'"] },
            { "replay --data @ratings.csv --rate 0x", ["--rate", "0.5x", "'0x'"] },
            { "replay --data @ratings.csv --rate fast", ["--rate", "'fast'"] },
            { "replay --data @ratings.csv --rounds 0", ["--rounds", "1 to 100"] },
            { "replay --data @ratings.csv --repeat 0", ["--repeat", "1 to 1000"] },
            { "bare-loop --set Pipeline", ["--set", "'Pipeline'"] },
            { "demo --seconds 0", ["--seconds", "more than 0"] },
            { "broker --port 70000", ["--port", "65535"] },
            { "broker --partitions 0", ["--partitions", "1 or more"] },
        };

    public void Dispose() => tiny.Dispose();

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Mistake_ShouldBeNamedInOneLine(string line, string[] named)
    {
        (await Run(line)).ShouldHaveFailed(2, named);

        Path.Exists(tiny.PathOf("out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("train-detector --data @ratings.csv --bootstrap 127.0.0.1:1")]
    [InlineData("replay --data @ratings.csv --bootstrap 127.0.0.1:1")]
    [InlineData("bare-loop --set Kafka:BootstrapServers=127.0.0.1:1")]
    public async Task Broker_ShouldBeMissedSoon_WhenNobodyAnswers(string line)
    {
        var watch = Stopwatch.StartNew();

        (await Run(line)).ShouldHaveFailed(1, "127.0.0.1:1", "lowrank broker", "--bootstrap");

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    // @ stands for the folder of the test.
    private Task<LabRun> Run(string line) =>
        LabRun.Of([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0] == '@' ? tiny.PathOf(word[1..]) : word)]);
}
