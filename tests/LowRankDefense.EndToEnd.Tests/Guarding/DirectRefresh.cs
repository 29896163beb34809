using System.Text;
using System.Text.Json;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Core.Factorization.Ials;
using LowRankDefense.Core.Factorization.Trimming;
using LowRankDefense.Core.Recommendations;
using LowRankDefense.Lab.Brokers;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;
using LowRankDefense.Streaming.Kafka;
using LowRankDefense.Streaming.Refresh;

namespace LowRankDefense.EndToEnd.Tests.Guarding;

/// <summary>What a refresh has to publish, computed from the profiles without stream, topics or worker.</summary>
internal sealed record DirectRefresh(string Version, FactorsPayload Payload, CsrMatrix Reconstruction, FactorModel Factors, RecommendationTable Table)
{
    /// <summary>Reconstruction, factors and recommendations of the users and items of <paramref name="payload"/>, in its order.</summary>
    public static DirectRefresh Compute(string version, FactorsPayload payload, Dictionary<string, HashSet<string>> profiles, RefreshOptions options)
    {
        var columns = payload.Items.Index().ToDictionary(i => i.Item, i => i.Index, StringComparer.Ordinal);
        var matrix = CsrMatrix.FromEntries(
            payload.Users.Length,
            payload.Items.Length,
            [.. payload.Users.SelectMany((user, row) => profiles[user].Select(item => (row, columns[item], 1f)))]
        );
        var random = new SeededRandom(options.Seed);
        _ = random.Split(); // the detector's
        var reconstruction = LearningMatrix.Of(matrix, options, random.Split());
        var trainer = new IalsTrainer(new IalsOptions { Rank = options.Rank });
        var problem = WeightedInteractions.Reconstructed(reconstruction, matrix, trainer.Confidence);
        var trimmed = new TrimmedTraining(options.Trimming).LeastSupported(matrix, random.Split());
        var factors = TrimmedTraining.Train(trainer, problem, trimmed, random.Split(), progress: null, CancellationToken.None);
        return new DirectRefresh(version, payload, reconstruction, factors, TopN.Compute(factors, matrix, options.Recommendations));
    }

    /// <summary>Factors to the last bit; recommendations and reconstructions as their topics carry them.</summary>
    public void ShouldBeWhatWasPublished(string bootstrap, TopicOptions topics)
    {
        var published = FactorModelCodec.Decode(Payload.Factors);
        published.Version.ShouldBe(Version);
        published.Users.Data.ToArray().ShouldBe(Factors.Users.Data.ToArray());
        published.Items.Data.ToArray().ShouldBe(Factors.Items.Data.ToArray());
        var lists = Newest(bootstrap, topics.Recommendations, "score");
        var profiles = Newest(bootstrap, topics.Reconstructions, "value");
        for (var user = 0; user < Payload.Users.Length; user++)
        {
            lists[Payload.Users[user]].ShouldBe(Named(Table.ItemsOf(user), Table.ScoresOf(user)));
            profiles[Payload.Users[user]].ShouldBe(Named(Reconstruction.ColumnsOf(user), Reconstruction.ValuesOf(user)));
        }
    }

    private (string Item, float Number)[] Named(ReadOnlySpan<int> items, ReadOnlySpan<float> numbers)
    {
        var named = new (string, float)[items.Length];
        for (var i = 0; i < named.Length; i++)
            named[i] = (Payload.Items[items[i]], numbers[i]);
        return named;
    }

    private static Dictionary<string, (string Item, float Number)[]> Newest(string bootstrap, string topic, string number)
    {
        var newest = new Dictionary<string, (string, float)[]>(StringComparer.Ordinal);
        TopicDump.Read(
            bootstrap,
            topic,
            r =>
            {
                using var json = JsonDocument.Parse(r.Message.Value);
                var items = json.RootElement.GetProperty("items").EnumerateArray();
                newest[Encoding.UTF8.GetString(r.Message.Key)] =
                [
                    .. items.Select(i => (i.GetProperty("item").GetString()!, i.GetProperty(number).GetSingle())),
                ];
            }
        );
        return newest;
    }
}
