using System.CommandLine;
using TradingAnalytics.Cli.Verbs;

// One file per verb in Verbs/, each with a static Create() that returns its Command; add a verb to this list.
var root = new RootCommand("Options analytics from the command line.")
{
    IvVerb.Create(),
    GreeksVerb.Create(),
    ChainVerb.Create(),
    ReplayVerb.Create(),
};

return await root.Parse(args).InvokeAsync();
