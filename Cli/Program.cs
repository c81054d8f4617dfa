using System.CommandLine;
using System.CommandLine.Help;
using TradingAnalytics.Cli.Verbs;

// A command line that cannot be understood ends like a row that cannot be read.
const int Misuse = 2;

// One file per verb in Verbs/, each with a static Create() that returns its Command; add a verb to this list.
// A plain command, not a RootCommand: that one is named after the assembly, and help should show what the user types.
var root = new Command("trading-analytics", "Options analytics from the command line.")
{
    new HelpOption(),
    new VersionOption(),
    IvVerb.Create(),
    GreeksVerb.Create(),
    ChainVerb.Create(),
    SurfaceVerb.Create(),
    VixVerb.Create(),
    ExposuresVerb.Create(),
    PositionVerb.Create(),
    ReplayVerb.Create(),
    ImportVerb.Create(),
    UserVerb.Create(),
    KeyVerb.Create(),
};

ParseResult parsed = root.Parse(args);
int code = await parsed.InvokeAsync();
return parsed.Errors.Count > 0 ? Misuse : code;
