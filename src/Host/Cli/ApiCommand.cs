using System.CommandLine;
using Monitor.Host.Board.Access.Table;

namespace Monitor.Host.Cli;

/// <summary>`monitor api access`: what the program says of its own endpoints, as files of docs/.</summary>
internal static class ApiCommand
{
    public static Command Build() => new("api", "What other programs are told of the API.") { Access() };

    private static Command Access()
    {
        var command = new Command("access", "Prints docs/access.md: every endpoint, and who may come.");
        command.SetAction(_ => Console.Out.Write(AccessDocument.Markdown()));
        return command;
    }
}
