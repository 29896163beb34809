using System.Security.Cryptography;
using LowRankDefense.Core.Factorization;
using LowRankDefense.Numerics;
using LowRankDefense.Simulators.Datasets;
using LowRankDefense.Streaming.Refresh;

namespace LowRankDefense.Lab.Scenarios.Reproduction.Steps;

/// <summary>Which code computes: a result that other code has computed is not taken for its own.</summary>
internal static class CodeVersion
{
    /// <summary>A hash of the compiled numerics, core, simulators, streaming and lab, lower-case hexadecimal.</summary>
    public static string Hash { get; } =
        Convert.ToHexStringLower(
            SHA256.HashData([
                .. new[] { typeof(Validated), typeof(FactorModel), typeof(DataSet), typeof(RefreshOptions), typeof(CodeVersion) }.SelectMany(t =>
                    t.Module.ModuleVersionId.ToByteArray()
                ),
            ])
        );
}
