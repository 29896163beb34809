using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LowRankDefense.Core.Detection.Svm;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Core.Tests.Detection.Svm;

/// <summary>LIBSVM's own program, as the arbiter: what it finds on the same samples with the same settings.</summary>
/// <param name="Objective">Dual objective.</param>
/// <param name="Coefficients">α_i y_i of its support vectors.</param>
/// <param name="SupportVectors">Its support vectors.</param>
/// <param name="Bias">−ρ.</param>
internal sealed partial record LibSvm(double Objective, double[] Coefficients, double[][] SupportVectors, double Bias)
{
    private const string Program = "svm-train";

    public static bool IsInstalled =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    public static LibSvm Train(DenseMatrix features, bool[] positive, SvmOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("libsvm");
        try
        {
            var (data, model) = (Path.Combine(folder.FullName, "data"), Path.Combine(folder.FullName, "model"));
            File.WriteAllLines(data, Lines(features, positive));
            var output = Run([.. Arguments(options), data, model]);
            return Parse(output, File.ReadAllLines(model), features.Columns);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public double Decide(ReadOnlySpan<float> z, SvmOptions options)
    {
        var sum = Bias;
        for (var i = 0; i < Coefficients.Length; i++)
            sum += Coefficients[i] * Kernel(SupportVectors[i], z, options);
        return sum;
    }

    private static double Kernel(double[] x, ReadOnlySpan<float> z, SvmOptions options)
    {
        var (dot, distance) = (0.0, 0.0);
        for (var k = 0; k < x.Length; k++)
        {
            dot += x[k] * z[k];
            distance += (x[k] - z[k]) * (x[k] - z[k]);
        }

        return options.Kernel switch
        {
            SvmKernel.Linear => dot,
            SvmKernel.Polynomial => Math.Pow((options.Gamma * dot) + options.Coef0, options.Degree),
            SvmKernel.Rbf => Math.Exp(-options.Gamma * distance),
            _ => Math.Tanh((options.Gamma * dot) + options.Coef0),
        };
    }

    // The first sample decides which class LIBSVM calls the positive one.
    private static IEnumerable<string> Lines(DenseMatrix features, bool[] positive) =>
        Enumerable
            .Range(0, features.Rows)
            .OrderByDescending(r => positive[r])
            .Select(r =>
                (positive[r] ? "+1" : "-1")
                + string.Concat(
                    Enumerable.Range(0, features.Columns).Select(k => string.Create(CultureInfo.InvariantCulture, $" {k + 1}:{features[r, k]:G9}"))
                )
            );

    private static IEnumerable<string> Arguments(SvmOptions options)
    {
        var kernel = Array.IndexOf([SvmKernel.Linear, SvmKernel.Polynomial, SvmKernel.Rbf, SvmKernel.Sigmoid], options.Kernel);
        return FormattableString
            .Invariant(
                $"-s 0 -t {kernel} -d {options.Degree} -g {options.Gamma:R} -r {options.Coef0:R} -c {options.Cost:R} -e {options.Tolerance:R} -h {(options.Shrinking ? 1 : 0)} -w1 {options.PositiveWeight:R} -w-1 {options.NegativeWeight:R}"
            )
            .Split(' ');
    }

    private static string Run(IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
        return output;
    }

    private static LibSvm Parse(string output, string[] model, int features)
    {
        var objective = Number(ObjectiveLine().Match(output).Groups["objective"].Value);
        var rho = Number(model.Single(l => l.StartsWith("rho ", StringComparison.Ordinal))[4..]);
        var vectors = model.SkipWhile(l => l != "SV").Skip(1).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return new LibSvm(objective, [.. vectors.Select(v => Number(v[0]))], [.. vectors.Select(v => Vector(v[1..], features))], -rho);
    }

    private static double[] Vector(string[] entries, int features)
    {
        var vector = new double[features];
        foreach (var entry in entries.Select(e => e.Split(':')))
            vector[int.Parse(entry[0], CultureInfo.InvariantCulture) - 1] = Number(entry[1]);
        return vector;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("obj = (?<objective>[^,]+),", RegexOptions.None, 1000)]
    private static partial Regex ObjectiveLine();
}
