using System.CommandLine;

namespace Monitor.Host.Cli;

/// <summary>The command line; each command has its own file.</summary>
internal static class Root
{
    public static RootCommand Build() => new("Monitor: early warning for an exam season. Exit codes: 0 fine, 1 findings or failure, 2 wrong usage or config.")
    {
        RunCommand.Build(), DemoEntry.Build(), CheckConfigCommand.Build(), DoctorCommand.Build(), CollectCommand.Build(), ProbeCommand.Build(), ApproveCommand.Build(), TryCommand.Build(),
        AssessEntry.Build(), ReplayEntry.Build(), ModelCommands.Train(), ModelCommands.Evaluate(), ModelsCommand.Build(), LabelsCommand.Build(),
        PathCommand.Build(), KindsCommand.Build(), UserCommand.Build(), BackupCommands.Backup(), BackupCommands.Restore(), NotifyCommand.Build(), AuditCommand.Build(), WeaknessesCommand.Build(), ReportCommand.Build(), DigestCommand.Build(),
        ApiCommand.Build(), SilenceCommand.Build(), WhyCommand.Build(), TemplatesCommand.Build(), DrillCommand.Build(), ElasticCommand.Build(), MigrateCommand.Build(), KibanaCommand.Build(),
    };
}
