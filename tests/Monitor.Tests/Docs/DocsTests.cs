using Monitor.Alerts.Templates;
using Monitor.Collectors.Fetching;
using Monitor.Host.Cli;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Docs;

/// <summary>Pages that describe the program are compared with the program.</summary>
public sealed class DocsTests
{
    [Fact]
    public void The_kinds_page_is_what_the_command_prints()
    {
        var page = File.ReadAllText(Repository.File("docs", "kinds.md"));
        Assert.True(page.EndsWith(KindsCommand.Markdown(), StringComparison.Ordinal), "docs/kinds.md is stale: write it anew with `./run kinds`, below its first paragraph");
    }

    [Fact]
    public void The_path_page_explains_every_room_the_command_counts()
    {
        var page = File.ReadAllText(Repository.File("docs", "path.md"));
        Assert.All(PathCommand.Rooms, room => Assert.Contains($"`{room.Name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_templates_lists_every_name_they_may_use()
    {
        var rows = TemplateVariables.All.Select(v => $"| `{v.Name}` | {(v.Must ? "must" : "")} | {string.Join(", ", v.Roles).ToLowerInvariant()} | {v.Meaning} |");
        var table = File.ReadAllLines(Repository.File("docs", "templates.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(rows, table);
    }

    [Fact]
    public void The_page_of_intake_names_every_end_of_a_fetch()
    {
        var page = File.ReadAllLines(Repository.File("docs", "intake.md"));
        Assert.All(Enum.GetNames<FetchOutcome>().Except([nameof(FetchOutcome.Ok)]), outcome => Assert.Contains(page, l => l.StartsWith($"| `{outcome}` | ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_command_page_names_every_command()
    {
        var page = File.ReadAllText(Repository.File("docs", "operating.md"));
        Assert.All(Root.Build().Subcommands, c => Assert.Contains($"`{c.Name}", page, StringComparison.Ordinal));
    }
}
