namespace TradingAnalytics.Engine.History.Archive;

/// <summary>Whether and where days that are over are archived. Section <c>History:Archive</c>.</summary>
public sealed class ArchiveOptions
{
    public ArchiveKind Kind { get; set; } = ArchiveKind.Folder;

    /// <summary>How many days behind a product's newest one a day is archived.</summary>
    public int AfterDays { get; set; } = 30;

    /// <summary>Of the kind folder: which; empty for <c>archive</c> in the market's folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Of the kind s3: the bucket, which must be there.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Of the kind s3: what names begin with, such as <c>markets/</c>.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Of the kind s3: where the service is when it is not Amazon's, such as <c>http://127.0.0.1:9000</c>.</summary>
    public string ServiceUrl { get; set; } = "";

    /// <summary>Of the kind s3: Amazon's region, or whatever another service wants to hear.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Of the kind s3; with the secret empty, both are looked for where Amazon's tools look.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>Best given by the environment (<c>TA_History__Archive__SecretKey</c>).</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Throws when a value makes no sense.</summary>
    /// <param name="retainFor">How long rows stay in the store.</param>
    public void Validate(TimeSpan retainFor)
    {
        if (Kind == ArchiveKind.None)
        {
            return;
        }

        if (AfterDays < 1 || TimeSpan.FromDays(AfterDays) > retainFor)
        {
            throw new ArgumentException($"History:Archive:AfterDays must be from 1 to the days of History:RetainFor ({retainFor.TotalDays:0.#}): a day is archived while it is still there.");
        }

        if (Kind == ArchiveKind.S3 && Bucket.Length == 0)
        {
            throw new ArgumentException("History:Archive:Bucket is empty: name the bucket, or set History:Archive:Kind to folder or none.");
        }
    }
}
