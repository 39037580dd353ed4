using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Deploy;

/// <summary>What can be known of the image without Docker.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.File("Dockerfile"));

    private static IEnumerable<string> Copied => Lines.Where(l => l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal)).SelectMany(l => l.Split(' ')[1..^1]);

    [Fact]
    public void Everything_it_copies_is_there_and_let_through()
    {
        var ignore = File.ReadAllLines(Repository.File(".dockerignore"));
        Assert.Equal("**", ignore[0]);
        foreach (var path in Copied)
        {
            var full = Repository.File(path.TrimEnd('/').Split('/'));
            Assert.True(File.Exists(full) || Directory.Exists(full), path + " is not there");
            Assert.Contains(ignore, i => i.StartsWith('!') && (path.TrimEnd('/') == i[1..] || path.StartsWith(i[1..] + "/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_project_is_restored_before_the_sources_come()
    {
        var projects = Directory.GetFiles(Repository.File("src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Repository.File("."), p)).Order(StringComparer.Ordinal);
        Assert.Equal(projects, Copied.Where(c => c.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.True(Array.FindIndex(Lines, l => l.StartsWith("RUN dotnet restore", StringComparison.Ordinal)) < Array.FindIndex(Lines, l => l.StartsWith("COPY src/ src/", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_runs_as_nobody_on_the_port_the_manifests_name()
    {
        Assert.Contains("USER 1654", Lines);
        Assert.Contains("EXPOSE 8080", Lines);
        Assert.Contains("ENTRYPOINT [\"/app/monitor\"]", Lines);
        Assert.Contains(Lines, l => l.Contains("sbom-tool generate", StringComparison.Ordinal));
    }
}
