using LowRankDefense.Core.Detection.PcaSvm;
using LowRankDefense.Streaming.Pipeline;
using LowRankDefense.Worker.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LowRankDefense.Worker.Tests.Configuration;

public class WorkerOptionsTests
{
    [Fact]
    public void EverySection_ShouldBeRegistered_WithItsDefaults()
    {
        using var services = Services();

        foreach (var (section, type) in WorkerOptions.Sections)
            Text(services.GetRequiredService(type)).ShouldBe(Text(Activator.CreateInstance(type)!), section);
    }

    [Fact]
    public void Values_ShouldReachTheOptionsOfTheirSection()
    {
        using var services = Services(("Pipeline:Loops", "2"), ("Training:Rank", "250"));

        services.GetRequiredService<PipelineOptions>().Loops.ShouldBe(2);
        services.GetRequiredService<PcaSvmOptions>().Rank.ShouldBe(250);
    }

    [Theory]
    [InlineData("Training:Rank", "251", "between 1 and 250")]
    [InlineData("Refresh:MinimumUsers", "59", "between 60 and")]
    [InlineData("Refresh:Rank", "1", "between 2 and 512")]
    [InlineData("Training:FalsePositiveBudget", "0", "between 1E-05 and 0.2")]
    [InlineData("Interactions:MinimumValue", "2000", "set both to the scale of your values")]
    [InlineData("Topics:Rejected", "interactions", "names of their own")]
    public void BadValue_ShouldBeRefusedAtTheStart_WithTheRemedy(string key, string value, string remedy)
    {
        var refused = Should.Throw<ConfigurationException>(() => Services((key, value)));

        refused.Message.ShouldContain(key[..key.IndexOf(':')] + ":");
        refused.Message.ShouldContain(remedy);
    }

    [Fact]
    public void Problems_ShouldBeNamedTogether_OverAllSections()
    {
        var refused = Should.Throw<ConfigurationException>(() =>
            Services(("Pipeline:Loops", "0"), ("Http:Port", "99999"), ("Kafka:Grup", "x"), ("State:Store", "Disk"))
        );

        refused.Message.Split('\n').Length.ShouldBe(5, refused.Message);
        foreach (var key in new[] { "Pipeline:Loops", "Http:Port", "Kafka:Grup", "State:Store" })
            refused.Message.ShouldContain($"\n  {key}: ");
    }

    private static string Text(object options) => System.Text.Json.JsonSerializer.Serialize(options, options.GetType());

    private static ServiceProvider Services(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddWorkerOptions(configuration);
        return services.BuildServiceProvider();
    }
}
