using Monitor.Host.Cli;

var parsed = Root.Build().Parse(args);
var code = await parsed.InvokeAsync();
// The library ends a wrong command line with 1; the contract says 2.
return parsed.Errors.Count > 0 ? Common.WrongUsage : code;
