using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Web;

namespace TradingAnalytics.Silo.Tests;

/// <summary>A bucket in memory that speaks as much of S3 as an archive needs: put, get, and list by pages of two.</summary>
internal sealed class S3Fake : IDisposable
{
    private const int Page = 2;
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, byte[]> _objects = new();
    private readonly Task _serving;

    public S3Fake()
    {
        Address = $"http://127.0.0.1:{FreePort.Next()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public IEnumerable<string> Names => _objects.Keys.Order(StringComparer.Ordinal);

    /// <summary>Answers everything with a failure.</summary>
    public bool IsDown { get; set; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        HttpListenerRequest request = context.Request;
        using HttpListenerResponse response = context.Response;
        string key = string.Join('/', Uri.UnescapeDataString(request.Url!.AbsolutePath).Split('/')[2..]);
        if (IsDown || !(request.Headers["Authorization"] ?? "").StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal))
        {
            response.StatusCode = (int)HttpStatusCode.Forbidden;
        }
        else if (request.HttpMethod == "PUT")
        {
            using var content = new MemoryStream();
            await request.InputStream.CopyToAsync(content);
            _objects[key] = content.ToArray();
        }
        else if (key.Length == 0)
        {
            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(List(HttpUtility.ParseQueryString(request.Url.Query))));
        }
        else if (_objects.TryGetValue(key, out byte[]? found))
        {
            await response.OutputStream.WriteAsync(found);
        }
        else
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
        }
    }

    private string List(System.Collections.Specialized.NameValueCollection query)
    {
        string[] names = [.. Names.Where(name => name.StartsWith(query["prefix"] ?? "", StringComparison.Ordinal)).Where(name => string.CompareOrdinal(name, query["continuation-token"] ?? "") > 0)];
        string[] page = names[..Math.Min(Page, names.Length)];
        bool more = names.Length > Page;
        string contents = string.Concat(page.Select(name => $"<Contents><Key>{name}</Key><Size>1</Size></Contents>"));
        return $"<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><IsTruncated>{(more ? "true" : "false")}</IsTruncated>"
            + $"{(more ? $"<NextContinuationToken>{page[^1]}</NextContinuationToken>" : "")}{contents}</ListBucketResult>";
    }
}
