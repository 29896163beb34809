using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace LowRankDefense.Worker.Configuration;

/// <summary>Reads one options record from its section and says what is wrong with it, key by key.</summary>
internal static class SectionReader
{
    /// <summary>The options of <paramref name="section"/>, or null where problems were added.</summary>
    /// <param name="section">A section of the configuration; options within options are sections of it.</param>
    /// <param name="type">An options record with a constructor without parameters.</param>
    /// <param name="problems">Takes everything that is wrong, one line each: key, what is wrong, what would be right.</param>
    public static object? Read(IConfigurationSection section, Type type, List<string> problems)
    {
        var before = problems.Count;
        RefuseUnknownKeys(section, type, problems);
        var readable = WithoutUnreadable(section, type, problems);
        var options = readable.GetSection(section.Path).Get(type) ?? Activator.CreateInstance(type)!;
        Check(section, options, problems);
        return problems.Count == before ? options : null;
    }

    private static void RefuseUnknownKeys(IConfigurationSection section, Type type, List<string> problems)
    {
        var known = PropertiesOf(type).Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (section.Value is { } value)
            problems.Add($"{section.Path}: '{value}' is no value for a section; {section.Path} has {string.Join(", ", known.Order())}.");
        foreach (var key in section.GetChildren().Select(c => c.Key).Where(k => !known.Contains(k)))
            problems.Add($"{section.Path}:{key}: there is no such option; {section.Path} has {string.Join(", ", known.Order())}.");
        foreach (var inner in PropertiesOf(type).Where(AreOptions))
            RefuseUnknownKeys(section.GetSection(inner.Name), inner.PropertyType, problems);
    }

    // Values are tried one by one, so that all that cannot be read are named, and the rest is checked.
    private static IConfigurationRoot WithoutUnreadable(IConfigurationSection section, Type type, List<string> problems)
    {
        var unreadable = Unreadable(section, type, problems).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var values = section.AsEnumerable().Where(v => v.Value is not null && v.Key != section.Path && !unreadable.Contains(v.Key));
        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }

    private static IEnumerable<string> Unreadable(IConfigurationSection section, Type type, List<string> problems)
    {
        foreach (var property in PropertiesOf(type))
        {
            var own = section.GetSection(property.Name);
            if (AreOptions(property))
            {
                foreach (var inner in Unreadable(own, property.PropertyType, problems))
                    yield return inner;
            }
            else if (own.Value is { } value && Problem(own, property.PropertyType) is { } problem)
            {
                problems.Add($"{own.Path}: {value} {problem}");
                yield return own.Path;
            }
        }
    }

    private static string? Problem(IConfigurationSection value, Type type)
    {
        try
        {
            // Numbers are read as members of enumerations, whether there are such members or not.
            return value.Get(type) is { } read && type.IsEnum && !Enum.IsDefined(type, read) ? Remedy(type) : null;
        }
        catch (InvalidOperationException)
        {
            return Remedy(type);
        }
    }

    private static string Remedy(Type type) =>
        type.IsEnum
            ? $"is none of {string.Join(", ", Enum.GetNames(type))}."
            : Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => "is neither true nor false.",
                TypeCode.Single or TypeCode.Double => "is no number: write it as 0.25.",
                TypeCode.Object when type == typeof(TimeSpan) => "is no time: write it as 00:00:10.",
                _ => "is no whole number of that size.",
            };

    private static void Check(IConfigurationSection section, object options, List<string> problems)
    {
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            problems.AddRange(results.Select(r => $"{KeyOf(section, r)}: {r.ErrorMessage}"));
        foreach (var inner in PropertiesOf(options.GetType()).Where(AreOptions))
            Check(section.GetSection(inner.Name), inner.GetValue(options)!, problems);
    }

    private static string KeyOf(IConfigurationSection section, ValidationResult result) =>
        string.Join(", ", result.MemberNames.Select(m => $"{section.Path}:{m}"));

    private static PropertyInfo[] PropertiesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    // Options within options, such as Refresh:Reconstruction.
    private static bool AreOptions(PropertyInfo property) =>
        property.PropertyType.IsClass && property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal);
}
