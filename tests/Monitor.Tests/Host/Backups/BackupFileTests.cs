using System.IO.Compression;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Host.Backups;
using Monitor.Storage;
using Monitor.Tests.Contracts;
using Monitor.Tests.Storage;
using Xunit;

namespace Monitor.Tests.Host.Backups;

/// <summary>What was copied while the service wrote comes back whole, or is refused without touching anything.</summary>
public sealed class BackupFileTests : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("backup");
    private readonly TempDatabase _live = new();

    private string Zip => Path.Combine(_home.FullName, "b.zip");

    private string Target => Path.Combine(_home.FullName, "restored");

    public async ValueTask InitializeAsync()
    {
        await _live.Archive.IngestAsync(Some.Batch(Some.Post("p1")), default);
        await File.WriteAllTextAsync(Path.Combine(_live.Folder, "author.key"), "key of authors");
        Directory.CreateDirectory(Path.Combine(_live.Folder, "models", "x"));
        await File.WriteAllTextAsync(Path.Combine(_live.Folder, "models", "x", "model.bin"), "weights");
        Directory.CreateDirectory(Path.Combine(_live.Folder, "drills", "d1"));
        await File.WriteAllTextAsync(Path.Combine(_live.Folder, "drills", "d1", "monitor.db"), "an exercise");
    }

    public async ValueTask DisposeAsync()
    {
        await _live.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [Fact]
    public async Task What_was_kept_when_it_was_made_is_there_again_with_keys_and_models()
    {
        Assert.Equal(3, await BackupFile.WriteAsync(_live.Folder, Zip, TimeProvider.System, default));
        await _live.Archive.IngestAsync(Some.Batch(Some.Post("later")), default);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Zip));

        // A fresh volume, as a cluster mounts it.
        Directory.CreateDirectory(Path.Combine(Target, "lost+found"));
        await BackupFile.RestoreAsync(Zip, Target, TimeProvider.System, default);
        Assert.Equal(["author.key", "lost+found", "models", "monitor.db"], Directory.EnumerateFileSystemEntries(Target).Select(Path.GetFileName).Where(n => !n!.EndsWith("-wal", StringComparison.Ordinal) && !n.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await using var store = await Monitor.Storage.Sqlite.SqliteStore.OpenAsync(Target, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, default);
        Assert.Equal(["p1"], (await store.Archive.SearchAsync(new PostQuery(), default)).Select(p => p.Id));
        Assert.Equal("key of authors", await File.ReadAllTextAsync(Path.Combine(Target, "author.key")));
        Assert.Equal("weights", await File.ReadAllTextAsync(Path.Combine(Target, "models", "x", "model.bin")));
        Assert.False(Directory.Exists(Path.Combine(Target, "drills")));
        Assert.Empty(Directory.GetFiles(_live.Folder, "*.part*"));
    }

    [Fact]
    public async Task A_directory_that_holds_something_is_left_alone()
    {
        await BackupFile.WriteAsync(_live.Folder, Zip, TimeProvider.System, default);
        Assert.Contains("not empty", (await Assert.ThrowsAsync<StoreException>(() => BackupFile.RestoreAsync(Zip, _live.Folder, TimeProvider.System, default))).Message, StringComparison.Ordinal);
        Assert.NotNull(await _live.Archive.PostAsync("p1", default));
    }

    [Theory]
    [InlineData("author.key", "damaged")]
    [InlineData("monitor.db", "damaged")]
    [InlineData("contents.json", "no backup")]
    public async Task A_damaged_backup_is_told_by_its_part_and_leaves_nothing(string part, string hint)
    {
        await BackupFile.WriteAsync(_live.Folder, Zip, TimeProvider.System, default);
        await using (var zip = await ZipFile.OpenAsync(Zip, ZipArchiveMode.Update))
        {
            zip.GetEntry(part)!.Delete();
            if (part != "contents.json")
            {
                await using var other = await zip.CreateEntry(part).OpenAsync();
                other.Write("something else"u8);
            }
        }

        var fault = await Assert.ThrowsAsync<StoreException>(() => BackupFile.RestoreAsync(Zip, Target, TimeProvider.System, default));
        Assert.Contains(hint, fault.Message, StringComparison.Ordinal);
        Assert.True(!Directory.Exists(Target) || !Directory.EnumerateFileSystemEntries(Target).Any());
    }

    [Fact]
    public async Task What_is_no_zip_and_a_folder_without_a_store_are_refused()
    {
        await File.WriteAllTextAsync(Zip, "hello");
        await Assert.ThrowsAsync<StoreException>(() => BackupFile.RestoreAsync(Zip, Target, TimeProvider.System, default));
        await Assert.ThrowsAsync<StoreException>(() => BackupFile.WriteAsync(_home.FullName, Zip, TimeProvider.System, default));
    }
}
