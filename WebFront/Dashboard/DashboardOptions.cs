namespace TradingAnalytics.WebFront.Dashboard;

/// <summary>Where the built page lies. Section <c>Web:Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    public const string Section = "Web:Dashboard";

    /// <summary>A folder; by default <c>wwwroot</c> beside the executable.</summary>
    public string Path { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "wwwroot");
}
