using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Core.Sanitization;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Streaming.Refresh;
using LowRankDefense.Streaming.State;
using LowRankDefense.Worker.Configuration;
using Microsoft.Extensions.Configuration;

namespace LowRankDefense.Worker.Tests.Configuration;

public class SectionReaderTests
{
    private readonly List<string> problems = [];

    [Fact]
    public void MissingSection_ShouldGiveTheDefaults()
    {
        Read<PipelineOptions>("Pipeline").ShouldBe(new PipelineOptions());
        Read<RefreshOptions>("Refresh").ShouldBe(new RefreshOptions());
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Values_ShouldBeRead_AndTheOthersStayAsTheyAre()
    {
        Read<PipelineOptions>("Pipeline", ("Pipeline:Loops", "3"), ("pipeline:cycleinterval", "00:00:02"))
            .ShouldBe(new PipelineOptions { Loops = 3, CycleInterval = TimeSpan.FromSeconds(2) });
        Read<StateOptions>("State", ("State:Store", "inmemory"))!.Store.ShouldBe(StoreKind.InMemory);
    }

    [Fact]
    public void InnerValues_ShouldBeRead_AndTheOthersStayAsTheyAre()
    {
        var training = Read<PcaSvmOptions>("Training", ("Training:Svm:Gamma", "0.5"), ("Training:Rank", "7"))!;

        training.Rank.ShouldBe(7);
        training.Svm.ShouldBe(new PcaSvmOptions().Svm with { Gamma = 0.5 });
        Read<RefreshOptions>("Refresh", ("Refresh:Reconstruction:Shape", "Slab"))!
            .Reconstruction.ShouldBe(new LocalReconstructionOptions { Shape = PatchShape.Slab });
    }

    [Fact]
    public void Properties_ShouldBeFree()
    {
        Read<KafkaOptions>("Kafka", ("Kafka:Properties:sasl.username", "me"), ("Kafka:Properties:whatever", "1"))!.Properties.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Pipeline", "Pipeline:Loop", "CycleEvents, CycleInterval, Loops, QuietInterval, SweepProfiles", typeof(PipelineOptions))]
    [InlineData("Refresh", "Refresh:Reconstruction:Patches", "Density, Patch, PowerIterations, Rank, Shape, Shuffled", typeof(RefreshOptions))]
    [InlineData("Training", "Training:Svm:Kost", "Cost", typeof(PcaSvmOptions))]
    public void UnknownKey_ShouldBeNamed_WithThoseThereAre(string section, string key, string known, Type type)
    {
        Read(section, type, (key, "1")).ShouldBeNull();

        var problem = problems.ShouldHaveSingleItem();
        problem.ShouldStartWith($"{key}: there is no such option; {key[..key.LastIndexOf(':')]} has ");
        problem.ShouldContain(known);
    }

    [Theory]
    [InlineData("Pipeline", "Pipeline:Loops", "many", typeof(PipelineOptions))]
    [InlineData("Pipeline", "Pipeline:CycleInterval", "soon", typeof(PipelineOptions))]
    [InlineData("Admission", "Admission:Mode", "Lenient", typeof(AdmissionOptions))]
    [InlineData("Training", "Training:Svm:Cost", "cheap", typeof(PcaSvmOptions))]
    [InlineData("Refresh", "Refresh:Reconstruction:Density", "dense", typeof(RefreshOptions))]
    public void UnreadableValue_ShouldBeNamed_WithItsKey(string section, string key, string value, Type type)
    {
        Read(section, type, (key, value)).ShouldBeNull();

        problems.ShouldHaveSingleItem().ShouldStartWith($"{key}: ");
        problems[0].ShouldContain(value);
    }

    [Theory]
    [InlineData("Pipeline", "Pipeline:Loops", "65", typeof(PipelineOptions))]
    [InlineData("Pipeline", "Pipeline:CycleInterval", "00:01:00", typeof(PipelineOptions))]
    [InlineData("Training", "Training:Svm:Degree", "11", typeof(PcaSvmOptions))]
    [InlineData("Refresh", "Refresh:Reconstruction:Density", "1.5", typeof(RefreshOptions))]
    [InlineData("Kafka", "Kafka:GroupId", "", typeof(KafkaOptions))]
    public void ValueOutOfRange_ShouldBeNamed_WithItsKey(string section, string key, string value, Type type)
    {
        Read(section, type, (key, value)).ShouldBeNull();

        problems.ShouldHaveSingleItem().ShouldStartWith($"{key}: ");
    }

    [Theory]
    [InlineData("Admission", "Admission:Mode", "7", typeof(AdmissionOptions))]
    [InlineData("State", "State:Store", "2", typeof(StateOptions))]
    [InlineData("Training", "Training:Svm:Kernel", "-1", typeof(PcaSvmOptions))]
    public void NumberThatNamesNothing_ShouldBeRefused_WithTheNamesThereAre(string section, string key, string value, Type type)
    {
        Read(section, type, (key, value)).ShouldBeNull();

        problems.ShouldHaveSingleItem().ShouldStartWith($"{key}: {value} is none of ");
    }

    [Fact]
    public void AllProblems_ShouldBeNamedAtOnce()
    {
        Read<PipelineOptions>(
            "Pipeline",
            ("Pipeline:Loops", "many"),
            ("Pipeline:CycleInterval", "soon"),
            ("Pipeline:CycleEvents", "0"),
            ("Pipeline:Loop", "1")
        );

        foreach (var key in new[] { "Pipeline:Loops", "Pipeline:CycleInterval", "Pipeline:CycleEvents", "Pipeline:Loop:" })
            problems.ShouldContain(p => p.StartsWith(key), string.Join('\n', problems));
        problems.Count.ShouldBe(4);
    }

    [Fact]
    public void ValueInPlaceOfASection_ShouldBeRefused()
    {
        Read<PipelineOptions>("Pipeline", ("Pipeline", "4")).ShouldBeNull();

        problems.ShouldHaveSingleItem().ShouldStartWith("Pipeline: ");
    }

    private T? Read<T>(string section, params (string Key, string Value)[] values)
        where T : class => (T?)Read(section, typeof(T), values);

    private object? Read(string section, Type type, params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)))
            .Build();
        return SectionReader.Read(configuration.GetSection(section), type, problems);
    }
}
