using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using TradingAnalytics.Engine.History;
using TradingAnalytics.Engine.History.Archive;

namespace TradingAnalytics.Silo.History;

/// <summary>Archived days in a bucket that speaks S3. A file of a day is a few megabytes and is read whole.</summary>
public sealed class S3Archive(IAmazonS3 client, string bucket, string prefix) : IArchiveFiles, IDisposable
{
    public static S3Archive Open(ArchiveOptions options)
    {
        // Checksums that other services do not know are left out; TLS and the signature guard the content.
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl.Length > 0)
        {
            config.ServiceURL = options.ServiceUrl;
            config.ForcePathStyle = true;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        AmazonS3Client client = options.SecretKey.Length > 0 ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config) : new AmazonS3Client(config);
        return new S3Archive(client, options.Bucket, options.Prefix);
    }

    public Task<IReadOnlyList<string>> ListAsync(string below, CancellationToken cancellationToken) => TryAsync<IReadOnlyList<string>>(async () =>
    {
        var names = new List<string>();
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix + below };
        ListObjectsV2Response page;
        do
        {
            page = await client.ListObjectsV2Async(request, cancellationToken);
            names.AddRange((page.S3Objects ?? []).Select(found => found.Key[prefix.Length..]));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        return names;
    });

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) => TryAsync<Stream?>(async () =>
    {
        try
        {
            using GetObjectResponse response = await client.GetObjectAsync(bucket, prefix + name, cancellationToken);
            var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content, cancellationToken);
            content.Position = 0;
            return content;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    public Task WriteAsync(string name, Stream content, CancellationToken cancellationToken) => TryAsync(() => client.PutObjectAsync(
        new PutObjectRequest { BucketName = bucket, Key = prefix + name, InputStream = content, AutoCloseStream = false, UseChunkEncoding = false }, cancellationToken));

    public void Dispose() => client.Dispose();

    private async Task<T> TryAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is AmazonClientException or AmazonServiceException or HttpRequestException or IOException)
        {
            throw new HistoryUnavailableException($"The archive in the bucket {bucket} cannot be reached: {failure.Message}", failure);
        }
    }
}
