using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LowRankDefense.Numerics;

/// <summary>Holds options to the ranges they declare, wherever they come from: a library caller is told what a host would be told at its start.</summary>
public static class Validated
{
    /// <summary>Returns <paramref name="options"/> where every property, and every property of the options inside them, keeps to its annotations.</summary>
    /// <param name="options">A record with <see cref="ValidationAttribute"/>s on its properties.</param>
    /// <param name="argument">Name of the argument, filled in by the compiler.</param>
    /// <exception cref="ArgumentNullException">There are no options, or options inside them are null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names the option, the value and the range.</exception>
    public static T Options<T>(T options, [CallerArgumentExpression(nameof(options))] string? argument = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(options, argument);
        Check(options, argument);
        return options;
    }

    private static void Check(object options, string? argument)
    {
        var type = options.GetType();
        var results = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true))
            throw new ArgumentOutOfRangeException(argument, string.Join(' ', results.Select(r => Explain(options, r))));
        foreach (var inner in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(AreOptions))
            Check(inner.GetValue(options) ?? throw new ArgumentNullException(argument, $"{type.Name}.{inner.Name} is null."), argument);
    }

    // "IalsOptions.Rank is 0: The field Rank must be between 1 and 4096."
    private static string Explain(object options, ValidationResult result)
    {
        var type = options.GetType();
        var values = result.MemberNames.Select(name =>
            FormattableString.Invariant($"{type.Name}.{name} is {type.GetProperty(name)!.GetValue(options)}")
        );
        return $"{string.Join(", ", values)}: {result.ErrorMessage}";
    }

    private static bool AreOptions(PropertyInfo property) =>
        property.PropertyType.IsClass
        && property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)
        && property.GetIndexParameters().Length == 0
        && !typeof(IEnumerable).IsAssignableFrom(property.PropertyType);
}
