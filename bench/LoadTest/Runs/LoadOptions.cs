namespace TradingAnalytics.LoadTest.Runs;

/// <summary>What a run is made of.</summary>
/// <param name="Clients">WebSockets, each watching one chain.</param>
/// <param name="TicksPerSecond">Of the pushed market.</param>
/// <param name="Duration">Of each measured part.</param>
/// <param name="Settle">Between subscribing and measuring.</param>
/// <param name="Subscription">Options of each subscription to this product, as JSON.</param>
/// <param name="Product">The built server.</param>
/// <param name="GroupBroadcast">The built server of the SignalR comparison.</param>
/// <param name="SocketIo">The script of the socket.io comparison.</param>
/// <param name="Starter">The script that starts a cluster.</param>
internal sealed record LoadOptions(int Clients, int TicksPerSecond, TimeSpan Duration, TimeSpan Settle, string Subscription, string Product, string GroupBroadcast, string SocketIo, string Starter);
