using System.Text.Json;
using Json.Schema;
using LowRankDefense.TestKit;

namespace LowRankDefense.Lab.Tests;

/// <summary>The schema that every result keeps to.</summary>
internal static class ResultSchema
{
    private static readonly EvaluationOptions Listed = new() { OutputFormat = OutputFormat.List };

    private static readonly JsonSchema Schema = JsonSchema.FromFile(
        Checkout.PathOf("simulators", "LowRankDefense.Lab", "Output", "result-1.schema.json")
    );

    /// <summary>What a result has against it, each with its place.</summary>
    public static IReadOnlyList<string> ProblemsWith(JsonElement result)
    {
        var evaluated = Schema.Evaluate(result, Listed);
        return evaluated.IsValid
            ? []
            :
            [
                $"{result} is no result",
                .. (evaluated.Details ?? []).SelectMany(d =>
                    (d.Errors ?? new Dictionary<string, string>()).Select(e => $"{d.InstanceLocation}: {e.Key}: {e.Value}")
                ),
            ];
    }
}
