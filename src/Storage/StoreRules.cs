namespace Monitor.Storage;

/// <summary>What holds in every store.</summary>
internal static class StoreRules
{
    /// <summary>Width of the finest curve, five minutes in milliseconds.</summary>
    public const long BucketMs = 300_000;

    /// <summary>The same, for SQL put together at compile time.</summary>
    public const string BucketText = "300000";

    /// <summary>Characters of a story's text.</summary>
    public const int StoryText = 280;

    /// <summary>Posts of one page of a search.</summary>
    public const int MostRows = 500;
}
