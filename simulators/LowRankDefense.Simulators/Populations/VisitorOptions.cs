using System.ComponentModel.DataAnnotations;

namespace LowRankDefense.Simulators.Populations;

/// <summary>Who comes beside users with one visit each: those who come back, and crawlers.</summary>
public sealed record VisitorOptions
{
    /// <summary>Share of the users who come back after a pause, each by a draw of its own; those of the last tenth, whose pause would outlast the population, do not.</summary>
    /// <value>0; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double ReturningShare { get; init; }

    /// <summary>Clicks of a second visit for each of the first; at least one click, and no more than there are items left.</summary>
    /// <value>1; 0.1 to 10.</value>
    [Range(0.1, 10.0)]
    public double ReturningGrowth { get; init; } = 1;

    /// <summary>Crawlers: accounts that walk through a part of the catalogue and push nothing; every other one goes by id, the others category by category.</summary>
    /// <value>0; 0 to 10,000.</value>
    [Range(0, 10_000)]
    public int Crawlers { get; init; }

    /// <summary>Share of the catalogue that a crawler walks through, from an item that is drawn; at least eight items.</summary>
    /// <value>0.1; 0.001 to 1.</value>
    [Range(0.001, 1.0)]
    public double CrawledShare { get; init; } = 0.1;

    /// <summary>Milliseconds from one click of a crawler to the next.</summary>
    /// <value>2,000; 1 to 3,600,000.</value>
    [Range(1, 3_600_000)]
    public int CrawlerPace { get; init; } = 2_000;
}
