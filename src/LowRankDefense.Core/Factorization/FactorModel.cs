using LowRankDefense.Core.Recommendations;
using LowRankDefense.Numerics.Kernels;
using LowRankDefense.Numerics.Matrices;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Factorization;

/// <summary>Latent factors of a recommender: the predicted preference of user u for item i is <c>Users.Row(u) · Items.Row(i)</c> + <see cref="Offset"/>.</summary>
/// <remarks>Finished models are shared between threads and not written to.</remarks>
public sealed record FactorModel : IRecommender
{
    /// <summary>A model over the given factors, which are not copied.</summary>
    /// <param name="users">P: users × rank.</param>
    /// <param name="items">Q: items × rank.</param>
    /// <exception cref="ArgumentException">The two have different ranks.</exception>
    public FactorModel(DenseMatrix users, DenseMatrix items)
    {
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(items);
        if (users.Columns != items.Columns)
            throw new ArgumentException($"User factors of rank {users.Columns} do not go with item factors of rank {items.Columns}.", nameof(items));
        Users = users;
        Items = items;
    }

    /// <summary>P: users × rank, row-major.</summary>
    public DenseMatrix Users { get; }

    /// <summary>Q: items × rank, row-major.</summary>
    public DenseMatrix Items { get; }

    /// <summary>Length of a factor.</summary>
    public int Rank => Items.Columns;

    /// <summary>What every prediction starts from, such as the mean rating; 0 where there is no such thing.</summary>
    public float Offset { get; init; }

    /// <inheritdoc/>
    public string Version { get; init; } = "";

    /// <inheritdoc/>
    public int UserCount => Users.Rows;

    /// <inheritdoc/>
    public int ItemCount => Items.Rows;

    /// <inheritdoc/>
    public float Score(int user, int item) => Vectors.Dot(Users.Row(user), Items.Row(item)) + Offset;

    /// <inheritdoc/>
    public IBlockScorer InBlocksOf(int itemsPerBlock) => new FactorBlockScorer(Users, Items, Offset, itemsPerBlock);

    /// <summary>Independent normal factors with mean 0, items first, then users.</summary>
    public static FactorModel Gaussian(int users, int items, int rank, double deviation, SeededRandom random)
    {
        var q = DenseMatrix.Gaussian(items, rank, deviation, random);
        return new FactorModel(DenseMatrix.Gaussian(users, rank, deviation, random), q);
    }
}

/// <summary>Learns the factors of users and items.</summary>
public interface IFactorTrainer : IRecommenderTrainer<FactorModel>;
