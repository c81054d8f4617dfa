using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace TradingAnalytics.WebFront.Live;

/// <summary>Lets the options of <c>Subscribe</c> and <c>Configure</c> be left out, which SignalR itself refuses: a call that does not bind is read again without it.</summary>
internal sealed class OptionalArgumentProtocol(IHubProtocol inner) : IHubProtocol
{
    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        ReadOnlySequence<byte> again = input;
        if (!inner.TryParseMessage(ref input, binder, out message))
        {
            return false;
        }

        if (message is InvocationBindingFailureMessage { Target: nameof(MarketHub.Subscribe) or nameof(MarketHub.Configure) }
            && inner.TryParseMessage(ref again, new Shorter(binder), out HubMessage? shorter) && shorter is InvocationMessage call)
        {
            message = new InvocationMessage(call.InvocationId, call.Target, [.. call.Arguments, null], call.StreamIds) { Headers = call.Headers };
        }

        return true;
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    /// <summary>Knows every method with one argument less.</summary>
    private sealed class Shorter(IInvocationBinder binder) : IInvocationBinder
    {
        public Type GetReturnType(string invocationId) => binder.GetReturnType(invocationId);

        public IReadOnlyList<Type> GetParameterTypes(string methodName) => [.. binder.GetParameterTypes(methodName).SkipLast(1)];

        public Type GetStreamItemType(string streamId) => binder.GetStreamItemType(streamId);
    }
}
