namespace LowRankDefense.Core.Alerts;

/// <summary>An item that suspects of one burst have far more often than users at large.</summary>
/// <param name="Item">Item id.</param>
/// <param name="Suspects">Suspects of the window that have it.</param>
/// <param name="Deviation">Standard deviations of the suspects' count above its expectation under the item's share among all users.</param>
public readonly record struct PushedItem(string Item, int Suspects, double Deviation);
