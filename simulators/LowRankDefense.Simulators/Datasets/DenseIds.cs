using System.Globalization;
using LowRankDefense.Core.Interactions;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>Gives ids their place in a matrix.</summary>
internal static class DenseIds
{
    /// <summary>
    /// Numbers in numeric order, other ids in ordinal order. Numbers from 0 that leave fewer gaps than there are ids keep themselves
    /// as index, so that published item numbers stay column numbers.
    /// </summary>
    public static IdIndex Of(IEnumerable<string> ids)
    {
        var distinct = ids.ToHashSet(StringComparer.Ordinal);
        var numbers = distinct.Where(IsNumber).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Order().ToList();
        var index = new IdIndex();
        if (numbers.Count == 0 || numbers.Count < distinct.Count)
        {
            foreach (var id in distinct.Order(StringComparer.Ordinal))
                index.GetOrAdd(id);
            return index;
        }

        var keepsNumbers = numbers[0] == 0 && numbers[^1] < 2L * numbers.Count;
        foreach (var number in keepsNumbers ? Enumerable.Range(0, numbers[^1] + 1) : numbers)
            index.GetOrAdd(number.ToString(CultureInfo.InvariantCulture));
        return index;
    }

    // "007" is no number here: its text would not come back.
    private static bool IsNumber(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && string.Equals(number.ToString(CultureInfo.InvariantCulture), id, StringComparison.Ordinal);
}
