using TradingAnalytics.Silo.CommandLine;

return await SiloCommand.RunAsync(args);
