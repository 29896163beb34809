using LowRankDefense.Core.Interactions;
using LowRankDefense.Numerics.Matrices;

namespace LowRankDefense.Simulators.Datasets;

/// <summary>A data set as matrices over dense indices of its users and items.</summary>
/// <remarks>
/// Numeric ids keep their numeric order, and 0-based dense numbers are their own index; other ids are sorted ordinally.
/// Of several ratings of one user for one item the last counts.
/// </remarks>
public sealed class IndexedDataSet
{
    private readonly bool binary;

    private IndexedDataSet(DataSet data, bool binary)
    {
        this.binary = binary;
        var all = data.Train.Concat(data.Test);
        Users = DenseIds.Of(all.Select(r => r.User));
        Items = DenseIds.Of(all.Select(r => r.Item));
        Train = Matrix(data.Train, Users);
        Test = Matrix(data.Test, Users);
    }

    /// <summary>User id ↔ row.</summary>
    public IdIndex Users { get; }

    /// <summary>Item id ↔ column.</summary>
    public IdIndex Items { get; }

    /// <summary>Ratings to learn from: users × items.</summary>
    public CsrMatrix Train { get; }

    /// <summary>Held-out ratings: users × items.</summary>
    public CsrMatrix Test { get; }

    /// <summary>Indexes a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="binary">Whether every stored value becomes 1; default false: the values of the file.</param>
    public static IndexedDataSet Of(DataSet data, bool binary = false)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new IndexedDataSet(data, binary);
    }

    /// <summary>Further profiles, of users outside the data set (such as fakes), over the same items.</summary>
    /// <returns>The users in the order of their first rating, and their ratings: users × items of this data set.</returns>
    /// <exception cref="InvalidDataException">A rating of an item that the data set does not have; the message names it.</exception>
    public (IdIndex Users, CsrMatrix Profiles) Index(IReadOnlyList<Rating> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        var users = new IdIndex();
        foreach (var rating in ratings)
            users.GetOrAdd(rating.User);
        return (users, Matrix(ratings, users));
    }

    /// <summary>The held-out ratings over the rows of <paramref name="train"/>: those below the users of the data set, fakes, have none and are not evaluated.</summary>
    public CsrMatrix TestFor(CsrMatrix train)
    {
        ArgumentNullException.ThrowIfNull(train);
        return train.Rows == Test.Rows ? Test : Test.StackAbove(CsrMatrix.FromEntries(train.Rows - Test.Rows, Items.Count, []));
    }

    private CsrMatrix Matrix(IReadOnlyList<Rating> ratings, IdIndex users)
    {
        var entries = new (int, int, float)[ratings.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (user, item, value, _) = ratings[i];
            if (!users.TryGet(user, out var row) || !Items.TryGet(item, out var column))
                throw new InvalidDataException(
                    $"User '{user}' rated item '{item}', which the data set does not have: make the fakes for this data set."
                );
            entries[i] = (row, column, binary ? 1 : value);
        }

        return CsrMatrix.FromEntries(users.Count, Items.Count, entries);
    }
}
