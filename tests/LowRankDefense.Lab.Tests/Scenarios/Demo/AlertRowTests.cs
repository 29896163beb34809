using LowRankDefense.Core.Alerts;
using LowRankDefense.Lab.Scenarios.Demo;

namespace LowRankDefense.Lab.Tests.Scenarios.Demo;

public class AlertRowTests
{
    [Fact]
    public void Row_ShouldSayWhatAnAlertOfACampaignSays()
    {
        const string Alert =
            "{\"id\":\"a\",\"type\":\"campaign\",\"turn\":\"opened\",\"suspects\":7,\"items\":[{\"item\":\"i1\",\"rate\":0.9},{\"item\":\"i2\",\"rate\":0.8}]}";

        var row = AlertRow.Of(System.Text.Encoding.UTF8.GetBytes(Alert), 12);

        (row.Kind, row.Time, row.Suspects).ShouldBe(("campaign opened", 12, 7));
        row.Items.ShouldBe(["i1", "i2"]);
    }

    [Fact]
    public void Row_ShouldSayWhatABurstSays() =>
        AlertRow
            .Of(AlertWriter.Write(new BurstAlert("b", 1, 2, 3, ["u"], [new PushedItem("i", 3, 1e-9)])), 12)
            .ShouldSatisfyAllConditions(r => r.Kind.ShouldBe("burst"), r => r.Items.ShouldBe(["i"]), r => r.Suspects.ShouldBe(3));
}
