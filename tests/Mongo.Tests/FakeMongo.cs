using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace TradingAnalytics.Mongo.Tests;

/// <summary>
/// Speaks as much of MongoDB's wire protocol (OP_MSG, and OP_QUERY for the greeting) that the real driver takes it for a server, on a port of its own. What it is asked it writes down; what it holds outlives
/// <see cref="Stop"/>.
/// </summary>
internal sealed class FakeMongo : IDisposable
{
    private const int OpReply = 1;
    private const int OpQuery = 2004;
    private const int OpMsg = 2013;
    private readonly FakeCollections _collections = new();
    private readonly List<BsonDocument> _commands = [];
    private readonly List<TcpClient> _clients = [];
    private readonly int _port = FreePort.Next();
    private TcpListener? _listener;

    public string ConnectionString => $"mongodb://127.0.0.1:{_port}/?directConnection=true";

    public void Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    /// <summary>Goes away without a word, as a killed server does.</summary>
    public void Stop()
    {
        _listener?.Stop();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
            _clients.Clear();
        }
    }

    /// <summary>The commands of a name so far, without what the driver adds to each.</summary>
    public BsonDocument[] Commands(string name)
    {
        lock (_commands)
        {
            return [.. _commands.Where(command => command.GetElement(0).Name == name)];
        }
    }

    public int Count(string collection) => _collections.Count(collection);

    public void Dispose() => Stop();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                _ = ServeAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            // Stop was called.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            NetworkStream stream = client.GetStream();
            byte[] header = new byte[16];
            while (true)
            {
                await stream.ReadExactlyAsync(header);
                byte[] body = new byte[BinaryPrimitives.ReadInt32LittleEndian(header) - header.Length];
                await stream.ReadExactlyAsync(body);
                int request = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(4));
                bool greeting = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)) == OpQuery;
                BsonDocument answer = Answer(greeting ? Query(body) : Message(body));
                await stream.WriteAsync(Encode(answer, request, greeting));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or SocketException)
        {
            // The driver or Stop closed it.
        }
    }

    private BsonDocument Answer(BsonDocument command)
    {
        string name = command.GetElement(0).Name;
        foreach (string added in (string[])["$db", "lsid", "$readPreference", "$clusterTime"])
        {
            command.Remove(added);
        }

        lock (_commands)
        {
            _commands.Add(command);
        }

        return name switch
        {
            "hello" or "isMaster" or "ismaster" => new BsonDocument
            {
                { "ismaster", true }, { "isWritablePrimary", true }, { "helloOk", true }, { "maxBsonObjectSize", 16 << 20 }, { "maxMessageSizeBytes", 48_000_000 }, { "maxWriteBatchSize", 100_000 },
                { "minWireVersion", 0 }, { "maxWireVersion", 21 }, { "readOnly", false }, { "ok", 1.0 },
            },
            _ => _collections.Answer(name, command),
        };
    }

    private static BsonDocument Query(byte[] body)
    {
        int name = Array.IndexOf(body, (byte)0, 4);
        return BsonSerializer.Deserialize<BsonDocument>(body[(name + 1 + 8)..]);
    }

    /// <summary>The command, with the documents that travel beside it put back into it.</summary>
    private static BsonDocument Message(byte[] body)
    {
        BsonDocument? command = null;
        var beside = new List<(string Name, BsonArray Documents)>();
        for (int at = 4; at < body.Length;)
        {
            byte kind = body[at++];
            int size = BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(at));
            if (kind == 0)
            {
                command = BsonSerializer.Deserialize<BsonDocument>(body[at..(at + size)]);
            }
            else
            {
                int end = Array.IndexOf(body, (byte)0, at + 4);
                var documents = new BsonArray();
                for (int document = end + 1; document < at + size; document += BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(document)))
                {
                    documents.Add(BsonSerializer.Deserialize<BsonDocument>(body[document..(document + BinaryPrimitives.ReadInt32LittleEndian(body.AsSpan(document)))]));
                }

                beside.Add((Encoding.UTF8.GetString(body, at + 4, end - at - 4), documents));
            }

            at += size;
        }

        foreach ((string name, BsonArray documents) in beside)
        {
            command!.Add(name, documents);
        }

        return command!;
    }

    private static byte[] Encode(BsonDocument answer, int request, bool reply)
    {
        byte[] document = answer.ToBson();
        int head = reply ? 36 : 21;
        byte[] bytes = new byte[head + document.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), request);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), reply ? OpReply : OpMsg);
        if (reply)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), 1);
        }

        document.CopyTo(bytes, head);
        return bytes;
    }
}
