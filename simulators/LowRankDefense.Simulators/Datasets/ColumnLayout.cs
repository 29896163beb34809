namespace LowRankDefense.Simulators.Datasets;

/// <summary>Which field of a line is which; −1 where the file has no such field.</summary>
internal readonly record struct ColumnLayout(int User, int Item, int Value, int Timestamp, int Place, bool FromHeader)
{
    private static readonly string[] UserNames = ["user", "uid", "userid", "user_id", "user id"];
    private static readonly string[] ItemNames = ["item", "sid", "iid", "itemid", "item_id", "item id", "movie", "movieid", "movie_id"];
    private static readonly string[] ValueNames = ["value", "rating", "score", "weight"];
    private static readonly string[] TimestampNames = ["timestamp", "time", "ts"];
    private static readonly string[] PlaceNames = [FakesFile.PlaceColumn];

    /// <summary>The order of files without a header: user item [value [timestamp]].</summary>
    public static ColumnLayout Positional { get; } = new(0, 1, 2, 3, -1, FromHeader: false);

    /// <summary>The layout that <paramref name="fields"/> describe, or null where they are no header.</summary>
    public static ColumnLayout? FromHeaderOf(string[] fields)
    {
        var (user, item) = (Find(UserNames), Find(ItemNames));
        return user < 0 || item < 0 ? null : new ColumnLayout(user, item, Find(ValueNames), Find(TimestampNames), Find(PlaceNames), FromHeader: true);

        int Find(string[] names) => Array.FindIndex(fields, f => names.Contains(f, StringComparer.OrdinalIgnoreCase));
    }
}
