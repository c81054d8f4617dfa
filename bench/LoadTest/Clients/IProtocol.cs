namespace TradingAnalytics.LoadTest.Clients;

/// <summary>What a client says on a WebSocket, and how it reads what it is told.</summary>
internal interface IProtocol
{
    /// <summary>Address of the socket.</summary>
    Uri Address(Uri server);

    /// <summary>Sent once connected.</summary>
    string Hello { get; }

    /// <summary>Sent to watch a room.</summary>
    string Subscribe(string room);

    /// <summary>Sent every few seconds, unasked.</summary>
    string Alive { get; }

    /// <summary>Takes one WebSocket message, which may hold several of the protocol's.</summary>
    void Take(ReadOnlySpan<byte> message, LoadClient client);
}
