namespace TradingAnalytics.Engine.Ingress;

internal enum IngressStage
{
    Queue,
    Decide,
    Journal,
    Delivery,
}
