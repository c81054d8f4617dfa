using System.CommandLine;

// One file per verb in Verbs/, each with a static Create() that returns its Command; add a verb to this list.
var root = new RootCommand("Options analytics from the command line.");

return await root.Parse(args).InvokeAsync();
