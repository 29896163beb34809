using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LowRankDefense.Core.Reconstruction;
using LowRankDefense.Numerics.Randomness;

namespace LowRankDefense.Core.Tests.Reconstruction;

public class StrongestCellsTests
{
    [Property(MaxTest = 50)]
    public Property Set_ShouldBeTheStrongest_HoweverTheStreamIsSplit() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<PositiveInt>(),
            seed =>
            {
                var random = new SeededRandom((ulong)seed.Get);
                var (limit, count, threads) = (random.NextInt(20), random.NextInt(200), 1 + random.NextInt(4));
                var cells = Enumerable.Range(0, count).Select(i => new Cell(i % 7, i, 1 + random.NextInt(5))).ToArray();
                random.Shuffle<Cell>(cells);
                var shared = new StrongestCells(limit);
                var parts = Enumerable.Range(0, threads).Select(_ => new StrongestCells(limit)).ToArray();

                foreach (var cell in cells)
                {
                    var part = parts[random.NextInt(threads)];
                    if (cell.Value >= part.Floor)
                        part.Add(cell);
                    if (random.NextInt(10) == 0)
                        shared.TakeFrom(part);
                }

                foreach (var part in parts)
                    shared.TakeFrom(part);

                shared
                    .Sorted()
                    .ToArray()
                    .ShouldBe(cells.Order(Comparer<Cell>.Create(Cell.ByStrength)).Take(limit).Order(Comparer<Cell>.Create(Cell.ByPlace)));
            }
        );
}
