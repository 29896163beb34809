namespace LowRankDefense.Lab.Tests.Commands;

/// <summary>Ways to go wrong: each ends with its exit code and one line that names cause, place and remedy.</summary>
public sealed class MistakesTests : IDisposable
{
    private readonly TinyData tiny = new();
    private readonly MistakenLine mistaken;

    public MistakesTests()
    {
        mistaken = new MistakenLine(tiny);
        tiny.File("broken.csv", "user,item,value\nu1,i1,1\nu1,i2,much\n");
        tiny.File("broken-labels.txt", "u1 1\nu2 maybe\n");
        tiny.File("labels.txt", "u1 1\n");
        tiny.File("stranger.txt", "nobody 1\n");
        tiny.File("genuine.txt", "u1 0\n");
        tiny.File("strange-fakes.csv", "user,item\nfake-1,unheard-of\n");
        tiny.File("headless-fakes.csv", "fake-1,i1,1,2,3\nfake-1,i2,1,2,3\n");
        tiny.File("namesakes.csv", "user,item\nfake-1,i1\nu7,i1\nu8,i1\n");
        tiny.File("empty.csv", "");
        tiny.File("roles.csv", "user,role\nu7,crawler\n");
        tiny.File("stranger-truth.csv", "user,attack,wave,targets\nnobody,random,,\n");
        tiny.File("short-truth.csv", "user,attack,wave,targets\nfake-0,random,,\n");
        Directory.CreateDirectory(tiny.PathOf("folder"));
        Directory.CreateDirectory(tiny.PathOf("taken"));
        tiny.File("taken/test.csv", "user,item\n");
        tiny.Fakes(10);
    }

    /// <summary>Line, and the sentence it is answered with; @ stands for the folder of the test.</summary>
    public static TheoryData<string, string> Sentences =>
        new()
        {
            { "atack", "There is no verb 'atack': did you mean attack? Choose one of demo, replay, …. See 'lowrank --help'." },
            { "dance", "There is no verb 'dance': choose one of demo, replay, …. See 'lowrank --help'." },
            { "", "A verb is missing: choose one of demo, replay, …. See 'lowrank --help'." },
            { "evaluate", "A verb is missing: choose one of detector, arrivals, attacks, recommender. See 'lowrank evaluate --help'." },
            {
                "evaluate recomender",
                "There is no verb 'recomender': did you mean recommender? Choose one of detector, arrivals, attacks, recommender. See 'lowrank evaluate --help'."
            },
            {
                "attack random --data @ratings.csv --out @out --shrae 0.1",
                "There is no option '--shrae': did you mean --share? See 'lowrank attack random --help'."
            },
            {
                "attack random --data @ratings.csv --out @out --oops",
                "There is no option '--oops': leave it out, or choose another. See 'lowrank attack random --help'."
            },
            { "attack random random --data @ratings.csv --out @out", "'random' is a word too many: leave it out, or put an option before it. …" },
            { "attack random --out @out", "Option '--data' is required. See 'lowrank attack random --help'." },
            { "attack", "An attack is missing: choose one of random, average, …. See 'lowrank attack --help'." },
            { "attack recsys20 --data @ratings.csv --out @out --init last", "--init takes one of first, random, not 'last'. …" },
            {
                "attack recsys20 --data @ratings.csv --out @out --surrogate als",
                "--surrogate: There is no surrogate 'als': choose one of wrmf-sgd, wrmf-als, none. See 'lowrank attack recsys20 --help'."
            },
            { "attack recsys20 --data @ratings.csv --out @out --epochs 0", "--epochs takes 1 to 10000, not '0'. …" },
            {
                "attack recsys20 --data @ratings.csv --out @out --targets torso",
                "--targets: the data set has no item 'torso': give ids of its items, or none to have some drawn."
            },
            { "attack recsys19 --data @ratings.csv --out @out --intent hit", "--intent takes one of hits, mean, gap, not 'hit'. …" },
            { "attack recsys19 --data @ratings.csv --out @out --surrogate als", "--surrogate takes one of auto, pmf, wrmf, not 'als'. …" },
            { "attack recsys19 --data @ratings.csv --out @out --width 0", "--width takes more than 0, and 4 at most, not '0'. …" },
            { "attack recsys19 --data @ratings.csv --out @out --steps -1", "--steps takes 0 to 10000, not '-1'. …" },
            { "attack recsys19 --data @ratings.csv --out @out --fillers -1", "--fillers takes 0 or more, not '-1'. …" },
            { "attack recsys19 --data @ratings.csv --out @out --beside nothing.csv", "--beside: there is no file …: correct the path." },
            { "reproduce", "A verb is missing: choose one of table1, table2, …. See 'lowrank reproduce --help'." },
            { "reproduce table9 --out @out", "…table9…table1…" },
            { "reproduce table1 --out @out --seeds 1", "--seeds takes 2 to 100, not '1'. …" },
            { "reproduce table1 --out @out --data @", "--data: there is no …gowalla: give the folder that has gowalla and ml-100k." },
            { "reproduce table1 --quick", "Option '--out' is required. See 'lowrank reproduce table1 --help'." },
            {
                "datasets fetch ml-10k",
                "There is no data set 'ml-10k': did you mean ml-100k? Choose one of gowalla, gowalla-checkins, ml-100k, ml-1m, filmtrust. See 'lowrank datasets fetch --help'."
            },
            { "datasets fetch", "Required argument 'name' missing for command: 'fetch'. See 'lowrank datasets fetch --help'." },
            { "datasets", "A verb is missing: choose one of list, fetch, prepare. See 'lowrank datasets --help'." },
            {
                "datasets fetch filmtrust --out @folder",
                "@folder is there already, and nothing is written over: remove it, or name another folder with --out."
            },
            {
                "datasets fetch filmtrust --out @out --from ftp://mirror/",
                "--from takes an address that begins with https:// or http://, not 'ftp://mirror/'. See 'lowrank datasets fetch --help'."
            },
            { "datasets fetch filmtrust --out @out --from mirror", "--from takes an address that begins with https:// or http://, not 'mirror'. …" },
            { "datasets prepare --data @ratings.csv --out @out --k-core 500", "@ratings.csv has no 500-core: ask for a smaller --k-core." },
            {
                "datasets prepare --data @ratings.csv --out @taken",
                "@taken/test.csv is there already, and nothing is written over: remove it, or name another folder with --out."
            },
            {
                "attack compose --data @ratings.csv --out @out",
                "fakes: one or more files are missing: name them behind the verb. See 'lowrank attack compose --help'."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --disguise adaptive",
                "--disguise adaptive asks a detector: name one with --detector, which 'lowrank train-detector --out' writes."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --detector @ratings.csv",
                "--detector is asked by --disguise adaptive alone: leave it out, or add that."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --disguise nois",
                "--disguise: There is no disguise 'nois': did you mean noise? …"
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --disguise noise",
                "Nobody says what the fakes of @fakes.csv are after, and a disguise spares it: write them with --json."
            },
            { "attack compose @missing.csv --data @ratings.csv --out @out", "fakes: there is no file @missing.csv: correct the path." },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --schedule flood",
                "--schedule takes one of burst, waves, drip, mimicry, not 'flood'. See 'lowrank attack compose --help'."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --start 0.5",
                "--start means nothing without --schedule: leave it out, or choose another schedule."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --schedule drip --waves 3",
                "--waves means nothing to --schedule drip: leave it out, or choose another schedule."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --schedule waves --wave-starts 0.5 --start 0.4",
                "--start means nothing beside --wave-starts: leave it out, or choose another schedule."
            },
            {
                "attack compose @fakes.csv --data @ratings.csv --out @out --schedule burst --start 0.9 --length 0.2",
                "…the attack must begin and end within the stream, 0 to 1: begin earlier, or make it shorter."
            },
            {
                "evaluate detector --data @ratings.csv --fakes @fakes.csv --truth @stranger-truth.csv",
                "@stranger-truth.csv:2: user 'nobody' is not among the fakes. Remove the line, or name the truth of these fakes."
            },
            {
                "replay --data @ratings.csv --fakes @fakes.csv --truth @short-truth.csv",
                "@short-truth.csv:3: fake 'fake-1' has no line. Add one, or name the truth of these fakes."
            },
            {
                "replay --data @ratings.csv --attack random --truth @short-truth.csv",
                "--truth means nothing without --fakes: leave it out, or name the fakes that it tells of."
            },
            { "attack random --data @ratings.csv --out @out --seed one", "--seed takes a whole number, 0 or more, not 'one'. …" },
            { "attack random --data @ratings.csv --out @out --share much", "--share takes a number, not 'much'. …" },
            { "evaluate arrivals --data @ratings.csv --counts 3 x", "--counts takes a whole number, not 'x'. …" },
            {
                "evaluate detector --data @ratings.csv --protocol arrivals --arrival flood",
                "--arrival takes one of burst, waves, drip, not 'flood'. See 'lowrank evaluate detector --help'."
            },
            { "attack random --data @ratings.csv --out @out --share 1", "--share takes a share between 0 and 1, not '1'. …" },
            { "attack random --data @ratings.csv --out @out --count 0", "--count takes 1 or more, not '0'. …" },
            { "replay --data @ratings.csv --rounds 0", "--rounds takes 1 to 100, not '0'. See 'lowrank replay --help'." },
            {
                "attack bandwagn --data @ratings.csv --out @out",
                "There is no attack 'bandwagn': did you mean bandwagon? Choose one of random, average, …. See 'lowrank attack --help'."
            },
            { "replay --data @ratings.csv --attack bandwagn", "--attack: There is no attack 'bandwagn': did you mean bandwagon? …" },
            {
                "evaluate recommender --data @ratings.csv --model magic",
                "--model: There is no model 'magic': choose one of wrmf-sgd, ials, …. See 'lowrank evaluate recommender --help'."
            },
            {
                "attack random --data @nowhere --out @out",
                "--data: @nowhere is neither a folder nor a file… give a folder with ratings, or a file of them…"
            },
            {
                "attack random --data @folder --out @out",
                "@folder has 0 files that could be the ratings: name one of them, or call it train.csv or …."
            },
            {
                "attack random --data @empty.csv --out @out",
                "@empty.csv has no ratings: it needs at least one line 'user item [value [timestamp]]'."
            },
            {
                "attack random --data @broken.csv --out @out",
                "@broken.csv:3: the value 'much' is no number. Write it like 3.5, or leave it out for 1."
            },
            {
                "attack random --data @ratings.csv --out @out --targets i1,i999",
                "--targets: the data set has no item 'i999': give ids of its items, or none to have some drawn."
            },
            { "evaluate detector --data @ratings.csv --fakes @missing.csv", "--fakes: there is no file @missing.csv: correct the path." },
            {
                "evaluate detector --data @ratings.csv --fakes @headless-fakes.csv",
                "@headless-fakes.csv:1: 5 fields where 'user item [value [timestamp]]' is expected. Use one separator … or name the columns in a header."
            },
            {
                "evaluate recommender --data @ratings.csv --fakes @strange-fakes.csv",
                "User 'fake-1' rated item 'unheard-of', which the data set does not have: make the fakes for this data set."
            },
            {
                "evaluate detector --data @ratings.csv --labels @broken-labels.txt",
                "@broken-labels.txt:2: 'u2 maybe' is no 'user label'. Write the user, a blank and 1 for a fake or 0 for a genuine user."
            },
            {
                "evaluate detector --data @ratings.csv --fakes @fakes.csv --without-family bandwaggon",
                "--without-family: There is no attack 'bandwaggon': did you mean bandwagon? Choose one of …"
            },
            {
                "evaluate detector --data @ratings.csv --labels @genuine.txt",
                "@genuine.txt labels no user of the data as fake (1), so that there is nothing to detect: label those that are."
            },
            {
                "evaluate detector --data @ratings.csv --fakes @fakes.csv --labels @labels.txt",
                "Give either --fakes FILE (profiles to add) or --labels FILE (who is fake in the data)."
            },
            { "replay --data @ratings.csv --set Verdicts", "--set 'Verdicts': write Section:Key=value, such as Admission:Mode=Probation." },
            {
                "replay --data @ratings.csv --set Verdict:MinimumEvents=3",
                "--set 'Verdict:MinimumEvents=3': There is no section 'Verdict': did you mean Verdicts? Choose one of Kafka, …."
            },
            {
                "replay --data @ratings.csv --set Verdicts:MinimumEvent=3",
                "The worker does not start with this configuration: Verdicts:MinimumEvent: there is no such option; Verdicts has …."
            },
            {
                "replay --data @ratings.csv --set Training:Rank=9999",
                "The worker does not start with this configuration: Training:Rank: The field Rank must be between 1 and 250."
            },
            {
                "replay --data @ratings.csv --broker-pid 1",
                "--broker-pid means nothing without --bootstrap: leave it out, or say where that broker is."
            },
            {
                "crash-test --data @ratings.csv --broker-kills 1 --kafka @ratings.csv",
                "An error occurred trying to start process '@ratings.csv'…: name a program, and make it executable."
            },
            { "crash-test --data @ratings.csv --broker-kills 1 --kafka @kafka", "--kafka: there is no file @kafka: correct the path." },
            {
                "crash-test --data @ratings.csv --keep @ratings.csv",
                "The file '@ratings.csv' already exists: name another path, or make room there."
            },
            { "attack random --data @ratings.csv --out @out --json @folder", "--json: @folder is a folder: name a file in it. …" },
            { "attack random --data @ratings.csv --out @folder", "--out: @folder is a folder: name a file in it. …" },
            {
                "attack random --data @ratings.csv --out @no/such/folder/out",
                "--out: there is no folder @no/such/folder: make it, or name another. …"
            },
            { "reconstruct --data @ratings.csv --setting round:3:4", "…'round:3:4'…square:PATCH:RANK…" },
        };

    /// <summary>Further lines, and words of the sentence they are answered with.</summary>
    public static TheoryData<string, string[]> Lines =>
        new()
        {
            { "evaluate arrivals --data @ratings.csv --counts 0", ["--counts", "above 0"] },
            { "evaluate attacks --data @ratings.csv --obfuscated averag", ["--obfuscated", "did you mean average"] },
            { "evaluate attacks --data @ratings.csv --only averag", ["--only", "no row 'averag'", "none; random; average"] },
            { "evaluate attacks --data @ratings.csv --queries 0", ["--queries", "1 to 100000"] },
            { "evaluate attacks --data @ratings.csv --k 0", ["--k", "1 to 1000"] },
            { "evaluate attacks --data @ratings.csv --fakes @ratings.csv nosuch.csv", ["--fakes", "nosuch.csv", "correct the path"] },
            { "demo --attack bandwaggon", ["--attack", "'bandwaggon'", "bandwagon"] },
            { "evaluate recommender --data @ratings.csv --rank 0", ["--rank", "1 to 4096"] },
            { "evaluate recommender --data @ratings.csv --seeds 0", ["--seeds", "1 to 1000"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --protocol guess", ["--protocol", "'guess'", "cv"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --budget 1.5", ["--budget", "between 0 and 1"] },
            { "evaluate detector --data @ratings.csv", ["--fakes", "--labels"] },
            { "evaluate detector --data @ratings.csv --fakes @fakes.csv --history 0.4", ["--history", "--protocol self"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --labels @labels.txt", ["--labels", "--protocol arrivals"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --history 1", ["--history", "between 0 and 1"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --neighbours -1", ["--neighbours", "0 or more"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --attack random --count 0", ["--count", "1 or more"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --attack random --count 500 --aged", ["500 fakes want an account each"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --fakes @fakes.csv --attack random", ["not both"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --pause 0", ["--pause", "more than 0", "'0'"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --pause 6", ["does not say when", "leave --pause out"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --pause 6 --order random", ["--pause", "--order random"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --pause 6 --aged", ["--pause", "--aged", "leave one"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --roles @missing.csv", ["--roles", "there is no file", "missing.csv"] },
            { "evaluate detector --data @ratings.csv --protocol arrivals --roles @roles.csv", ["roles.csv does not say what user", "truth.csv"] },
            { "evaluate detector --data @ratings.csv --protocol self --fakes @fakes.csv --roles @roles.csv", ["--roles", "--protocol self"] },
            { "evaluate detector --data @ratings.csv --labels @labels.txt --truth @short-truth.csv", ["--truth", "without --fakes"] },
            { "attack compose @fakes.csv --data @ratings.csv --out @out --schedule waves --length 0", ["--length", "above 0"] },
            { "attack compose @fakes.csv --data @ratings.csv --out @out --schedule waves --waves 0", ["--waves", "1 to 1000"] },
            { "attack compose @fakes.csv --data @ratings.csv --out @out --schedule waves --wave-starts 1", ["--wave-starts", "below 1"] },
            { "attack compose @fakes.csv --data @ratings.csv --out @out --schedule waves --length 0.3", ["where the next begins", "shorter"] },
            { "train-detector --data @ratings.csv", ["--bootstrap", "--out"] },
            { "train-detector --data @ratings.csv --fakes @fakes.csv --labels @labels.txt --out @out", ["--fakes", "--labels"] },
            { "datasets prepare --data @ratings.csv --out @out --k-core 0", ["--k-core", "1 or more", "'0'"] },
            { "datasets prepare --data @ratings.csv --out @out --split newest", ["--split", "'newest'", "chronological"] },
            { "datasets prepare --data @ratings.csv --out @out --test-share 1", ["--test-share", "0 or more, below 1", "'1'"] },
            { "datasets prepare --data @ratings.csv", ["--out", "required"] },
            { "population --users 100", ["--out", "required"] },
            { "population --out @out --users 5", ["--users", "10 to 10000000", "'5'"] },
            { "population --out @out --drift 2", ["--drift", "0 to 1", "'2'"] },
            { "population --out @out --surge-items 200", ["--surge-items", "0 to 100"] },
            { "population --out @out --items 10 --viral 6", ["11 items", "of 10", "ask for fewer"] },
            { "population --out @out --returning 2", ["--returning", "0 to 1", "'2'"] },
            { "population --out @out --returning-growth 0", ["--returning-growth", "0.1 to 10", "'0'"] },
            { "population --out @out --viral-old-rate -1", ["--viral-old-rate", "0 to 1", "'-1'"] },
            { "population --out @out --crawlers -1", ["--crawlers", "0 to 10000", "'-1'"] },
            { "population --out @out --crawled-share 0", ["--crawled-share", "0.001 to 1", "'0'"] },
            { "population --out @out --crawler-pace 0", ["--crawler-pace", "1 to 3600000", "'0'"] },
            { "population --out @ratings.csv --users 10", ["ratings.csv", "name another path"] },
            { "reconstruct --data @ratings.csv --density 2", ["--density", "0 to 1"] },
            { "sanitize --data @ratings.csv", ["--out", "required"] },
            { "replay --data @ratings.csv --attack random --fakes @fakes.csv", ["--attack", "--fakes", "not both"] },
            { "replay --data @ratings.csv --rate -1", ["--rate", "0 or more", "'-1'"] },
            { "replay --data @ratings.csv --rate 0x", ["--rate", "0.5x", "'0x'"] },
            { "replay --data @ratings.csv --rate fast", ["--rate", "'fast'"] },
            { "replay --data @ratings.csv --repeat 0", ["--repeat", "1 to 1000"] },
            { "bare-loop --set Pipeline", ["--set", "'Pipeline'"] },
            { "demo --seconds 0", ["--seconds", "more than 0"] },
            { "broker --port 70000", ["--port", "65535"] },
            { "broker --partitions 0", ["--partitions", "1 or more"] },
        };

    public void Dispose() => tiny.Dispose();

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Mistake_ShouldBeAnsweredWithItsSentence(string line, string sentence)
    {
        var run = await mistaken.Run(line);

        run.ShouldHaveFailed(2);
        mistaken.ShouldRead(run.Errors.TrimEnd(), "lowrank: " + sentence);
        Path.Exists(tiny.PathOf("out")).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Mistake_ShouldBeNamedInOneLine(string line, string[] named)
    {
        (await mistaken.Run(line)).ShouldHaveFailed(2, named);

        Path.Exists(tiny.PathOf("out")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("evaluate detector --data @ratings.csv --fakes @namesakes.csv")]
    [InlineData("evaluate detector --data @ratings.csv --protocol arrivals --fakes @namesakes.csv")]
    [InlineData("evaluate recommender --data @ratings.csv --fakes @namesakes.csv")]
    [InlineData("reconstruct --data @ratings.csv --fakes @namesakes.csv")]
    [InlineData("replay --data @ratings.csv --fakes @namesakes.csv")]
    [InlineData("sanitize --data @ratings.csv --out @out --fakes @namesakes.csv")]
    [InlineData("train-detector --data @ratings.csv --out @out --fakes @namesakes.csv")]
    public async Task Fake_ShouldBeRefusedByName_WhenAUserHasItsId(string line)
    {
        var run = await mistaken.Run(line);

        run.ShouldHaveFailed(2);
        mistaken.ShouldRead(
            run.Errors.TrimEnd(),
            "lowrank: @namesakes.csv: fake 'u7' has the id of a user of ratings: give the fakes ids of their own."
        );
        Path.Exists(tiny.PathOf("out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Exception_ShouldFollow_WhenItIsAskedFor()
    {
        var run = await mistaken.Run("attack random --data @empty.csv --out @out --verbose");

        run.Code.ShouldBe(2);
        run.Errors.Split('\n')[0].ShouldStartWith("lowrank: ");
        run.Errors.ShouldContain("   at LowRankDefense.");
    }
}
