using System.CommandLine;
using System.CommandLine.Help;
using TradingAnalytics.Cli.Verbs;

// One file per verb in Verbs/, each with a static Create() that returns its Command; add a verb to this list.
// A plain command, not a RootCommand: that one is named after the assembly, and help should show what the user types.
var root = new Command("trading-analytics", "Options analytics from the command line.")
{
    new HelpOption(),
    new VersionOption(),
    IvVerb.Create(),
    GreeksVerb.Create(),
    ChainVerb.Create(),
    ReplayVerb.Create(),
};

return await root.Parse(args).InvokeAsync();
