using Monitor.Host.Cli;

return await Root.Build().Parse(args).InvokeAsync();
