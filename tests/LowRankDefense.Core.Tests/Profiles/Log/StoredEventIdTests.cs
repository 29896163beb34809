using System.Text;
using FsCheck;
using FsCheck.Xunit;
using LowRankDefense.Core.Interactions;
using LowRankDefense.Core.Profiles;
using LowRankDefense.Core.Profiles.Log;
using LowRankDefense.Core.Serialization;

namespace LowRankDefense.Core.Tests.Profiles.Log;

public class StoredEventIdTests
{
    // What a build of format 1, before event ids of their own, stored: six events of these ids, with the hashes of the ids. Never to be made anew.
    private const string Stored =
        "AQkBBgAAAAAAAAAGAAAAAAAAAAAAAAAAaOXPiwEAAAAAAL/8////AwAAAHYtMQYAAAD+CEtL8KwYZQOFOBarLf9syhjSdh65gb3vSLqOqAPaAv26Wl8wxwsQSJb0S0dgfMMGAAAABPz///8DAAAA"
        + "ZS0x+f///wYAAABpdGVtLTAAAIA/AGjlz4sBAAAE8P///w8AAABmaWZ0ZWVuLWJ5dGVzLSH5////BgAAAGl0ZW0tMQAAAEABaOXPiwEAAATv////EAAAAHNpeHRlZW4tYnl0ZXMtISH5////"
        + "BgAAAGl0ZW0tMAAAQEACaOXPiwEAAATb////JAAAADBmOGZhZDViLWQ5Y2ItNDY5Zi1hMTY1LTcwODY3NzI4OTUwZfn///8GAAAAaXRlbS0xAACAQANo5c+LAQAABNv///8kAAAAMEY4RkFENUIt"
        + "RDlDQi00NjlGLUExNjUtNzA4Njc3Mjg5NTBF+f///wYAAABpdGVtLTAAAKBABGjlz4sBAAAE9v///wQAAADDqeKCrPCfmID5////BgAAAGl0ZW0tMQAAwEAFaOXPiwEAAA==";

    private static readonly string[] StoredIds =
    [
        "e-1",
        "fifteen-bytes-!",
        "sixteen-bytes-!!",
        "0f8fad5b-d9cb-469f-a165-70867728950e",
        "0F8FAD5B-D9CB-469F-A165-70867728950E",
        "é€😀",
    ];

    [Fact]
    public void ProfileOfTheFirstFormat_ShouldKnowItsIds_AndTheirDuplicates()
    {
        var profile = ProfileLog.Read("u", [Convert.FromBase64String(Stored)], new ProfileOptions())!;

        profile.Events.ToArray().Select(e => e.Id.ToString()).ShouldBe(StoredIds);
        profile.Events[^1].ShouldBe(new ProfileEvent(StoredIds[^1], "item-1", 6f, 1_700_000_000_005));
        StoredIds.ShouldAllBe(id => profile.HasSeen(id));
        profile.HasSeen("e-2").ShouldBeFalse();
    }

    [Property]
    public void Id_ShouldBeStoredAsItsText_WhateverItIs(NonNull<string> text) => ShouldBeStoredAsText(Whole(text.Get));

    [Theory]
    [MemberData(nameof(Interactions.EventIdTests.Borders), MemberType = typeof(Interactions.EventIdTests))]
    public void Id_ShouldBeStoredAsItsText_OnEveryBorder(string text) => ShouldBeStoredAsText(text);

    private static void ShouldBeStoredAsText(string text)
    {
        var (written, expected) = (new RecordWriter(), new RecordWriter());
        EventFields.Write(written, new ProfileEvent(text, "item", 1f, 2));
        expected.Text(text);
        expected.Text("item");
        expected.Single(1f);
        expected.Signed(2);

        written.ToArray().ShouldBe(expected.ToArray());
        var reader = new RecordReader(written.ToArray());
        EventFields.Read(ref reader).ShouldBe(new ProfileEvent(new EventId(text), "item", 1f, 2));
        reader.End();
    }

    // UTF-8 has no half characters, and so neither has the store.
    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
