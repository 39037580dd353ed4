using System.Text.RegularExpressions;
using Monitor.Collectors.Fetching;
using Monitor.Core.Sources;
using Monitor.Host.Recording;
using Monitor.Tests.Support;
using Xunit;

namespace Monitor.Tests.Collectors.Sources;

/// <summary>Every shipped source reads its fixture as its fixture says, and none is on that nobody has verified.</summary>
public sealed partial class SourceLibraryTests
{
    public static TheoryData<string> Ids => [.. SourceLibrary.Shipped.Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_source_reads_from_its_fixture_exactly_what_is_expected(string id)
    {
        var folder = Path.Combine(SourceLibrary.Fixtures, id);
        Assert.True(File.Exists(Path.Combine(folder, RecordedSource.FileName)), $"{id} has no fixture; `monitor collect {id} --record` makes one (docs/sources.md)");
        var recorded = RecordedSource.Read(folder);
        Assert.NotEmpty(recorded.Answers);
        Assert.NotEmpty(recorded.Items);
        var (read, unasked) = await SourceLibrary.ReadAsync(SourceLibrary.Of(id), folder, recorded);
        Assert.True(read.State == SourceState.Ok, $"{read.State}: {read.Error}");
        Assert.Empty(unasked);
        Assert.Empty(read.Broken);
        var items = read.Posts.Select(RecordedItem.Of).ToList();
        for (var i = 0; i < Math.Min(items.Count, recorded.Items.Count); i++) Assert.Equal(recorded.Items[i], items[i]);
        Assert.Equal(recorded.Items.Count, items.Count);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fixture_is_read_in_the_charset_it_was_written_in(string id)
    {
        var folder = Path.Combine(SourceLibrary.Fixtures, id);
        foreach (var answer in RecordedSource.Read(folder).Answers.Where(a => a.Charset is not null))
            Assert.Equal(answer.Charset, Charset.Decode(File.ReadAllBytes(Path.Combine(folder, answer.File)), answer.ContentType).Encoding);
    }

    [Fact]
    public void No_fixture_is_left_without_its_source() =>
        Assert.Empty(Directory.EnumerateDirectories(SourceLibrary.Fixtures).Select(Path.GetFileName).Except(SourceLibrary.Shipped.Select(s => s.Id)));

    [Fact]
    public void A_source_that_was_never_verified_is_off() => Assert.Empty(SourceLibrary.Shipped.Where(s => s.Enabled && s.Verified is null).Select(s => s.Id));

    [Fact]
    public void There_are_thirty_sources_of_every_sort()
    {
        Assert.True(SourceLibrary.Shipped.Count >= 30, $"{SourceLibrary.Shipped.Count} sources");
        Assert.Superset(new HashSet<string> { "feed", "page", "json-list", "article", "sitemap" }, SourceLibrary.Shipped.Select(s => s.Kind).ToHashSet());
    }

    [Fact]
    public void The_page_of_sources_lists_every_one_as_it_is()
    {
        var rows = File.ReadAllLines(Repository.File("docs", "sources.md")).Where(l => TableRow().IsMatch(l));
        Assert.Equal(SourceLibrary.Shipped.Select(SourceTable.Row), rows);
    }

    [GeneratedRegex("^\\| `[a-z0-9-]+` \\|")]
    private static partial Regex TableRow();
}
