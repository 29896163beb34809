using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace LowRankDefense.Worker.Configuration;

/// <summary>Reads one options record from its section and says what is wrong with it, key by key.</summary>
internal static class SectionReader
{
    /// <summary>The options of <paramref name="section"/>, or null where problems were added.</summary>
    public static object? Read(IConfigurationSection section, Type type, List<string> problems)
    {
        var before = problems.Count;
        RefuseUnknownKeys(section, type, problems);
        try
        {
            var options = section.Exists() ? section.Get(type) ?? Activator.CreateInstance(type)! : Activator.CreateInstance(type)!;
            Check(section, options, problems);
            return problems.Count == before ? options : null;
        }
        catch (InvalidOperationException e)
        {
            problems.Add($"{section.Path}: {e.Message} {e.InnerException?.Message}".TrimEnd());
            return null;
        }
    }

    private static void Check(IConfigurationSection section, object options, List<string> problems)
    {
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            problems.AddRange(results.Select(r => $"{KeyOf(section, r)}: {r.ErrorMessage}"));
        foreach (var inner in InnerOptions(options.GetType()))
            Check(section.GetSection(inner.Name), inner.GetValue(options)!, problems);
    }

    private static string KeyOf(IConfigurationSection section, ValidationResult result) =>
        string.Join(", ", result.MemberNames.Select(m => $"{section.Path}:{m}"));

    private static void RefuseUnknownKeys(IConfigurationSection section, Type type, List<string> problems)
    {
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var key in section.GetChildren().Select(c => c.Key).Where(k => !known.Contains(k)))
            problems.Add($"{section.Path}:{key}: there is no such option; {section.Path} has {string.Join(", ", known.Order())}.");
        foreach (var inner in InnerOptions(type))
            RefuseUnknownKeys(section.GetSection(inner.Name), inner.PropertyType, problems);
    }

    // Options within options, such as Refresh:Reconstruction.
    private static IEnumerable<PropertyInfo> InnerOptions(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType.IsClass && p.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal));
}
