namespace LowRankDefense.Core.Tests.Profiles.Log;

/// <summary>A profile as a build of format 1 wrote it: capacity 16, duplicate window 32, after 40 events. Never to be made anew.</summary>
internal static class FirstFormatBytes
{
    public static byte[] Value { get; } =
        Convert.FromBase64String(
            "AQkBKAAAAAAAAAAlAAAAAAAAAAMAAAB7aOXPiwEAAAAAQD/1////CgAAAGRldGVjdG9yLTEgAAAAyxbU+oQoqT7N3pnJc7InC6vINoev4u6RjZPGO3Emr2wf"
                + "pyI7ytxj/ews3XiUX98OeBTRWSpay1/NHqX8bQyihVXlprelTpQoEQbN6ez2KYk9R2AHJgNFvHDldT+62+0umt2clkpEHEyW+3WHJYkYZw99+uULB67Zrakt"
                + "9B8AhMwLOtsh25x8M+3jCWKZhBoCvVim5Er6s3j3Zi+eYpwhMFS27J1GyyPdXdrq2T6+r47H/v7EHPHRrmZm5XwbXjd6blrZywrXH9YL3ET0JpgrxrA4f5vw"
                + "Nrw3Q+KtZmidUc5/L96pKKis/DiF/NnQmUSyIsqmEKr7Ccd0YPIEHH1LrhAAAAAE+////wQAAABlLTI0+f///wYAAABpdGVtLTQAAIA/wMXlz4sBAAAE+///"
                + "/wQAAABlLTI1+f///wYAAABpdGVtLTAAAABAqMnlz4sBAAAE+////wQAAABlLTI2+f///wYAAABpdGVtLTEAAEBAkM3lz4sBAAAE+////wQAAABlLTI3+f//"
                + "/wYAAABpdGVtLTIAAIA/eNHlz4sBAAAE+////wQAAABlLTI4+f///wYAAABpdGVtLTMAAABAYNXlz4sBAAAE+////wQAAABlLTI5+f///wYAAABpdGVtLTQA"
                + "AEBASNnlz4sBAAAE+////wQAAABlLTMw+f///wYAAABpdGVtLTAAAIA/MN3lz4sBAAAE+////wQAAABlLTMx+f///wYAAABpdGVtLTEAAABAGOHlz4sBAAAE"
                + "+////wQAAABlLTMy+f///wYAAABpdGVtLTIAAEBAAOXlz4sBAAAE+////wQAAABlLTMz+f///wYAAABpdGVtLTMAAIA/6Ojlz4sBAAAE+////wQAAABlLTM0"
                + "+f///wYAAABpdGVtLTQAAABA0Ozlz4sBAAAE+////wQAAABlLTM1+f///wYAAABpdGVtLTAAAEBAuPDlz4sBAAAE+////wQAAABlLTM2+f///wYAAABpdGVt"
                + "LTEAAIA/oPTlz4sBAAAE+////wQAAABlLTM3+f///wYAAABpdGVtLTIAAABAiPjlz4sBAAAE+////wQAAABlLTM4+f///wYAAABpdGVtLTMAAEBAcPzlz4sB"
                + "AAAE+////wQAAABlLTM5+f///wYAAABpdGVtLTQAAIA/WADmz4sBAAA="
        );
}
