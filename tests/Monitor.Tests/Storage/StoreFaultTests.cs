using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Core.Contracts;
using Monitor.Core.Posts;
using Monitor.Storage;
using Monitor.Storage.Sqlite;
using Monitor.Tests.Contracts;
using Xunit;

namespace Monitor.Tests.Storage;

/// <summary>What can be wrong with a file and its disk; each is said in words and leaves what was stored before.</summary>
public sealed class StoreFaultTests : IAsyncDisposable
{
    private readonly TempDatabase _file = new();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task A_database_of_a_newer_build_is_refused_and_left_alone()
    {
        await _file.Database.DisposeAsync();
        _file.Sql("PRAGMA user_version = 999");
        var bytes = await File.ReadAllBytesAsync(_file.File);
        await RefusedAsync(_file.Folder, "schema 999", "newer build");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_file.File));
    }

    [Fact]
    public async Task Several_that_open_a_new_folder_in_the_same_moment_all_find_it_made_once()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_file.Folder, "new")).FullName;
        using var together = new Barrier(6);
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(
            () =>
            {
                together.SignalAndWait();
                return SqliteStore.OpenAsync(folder, TimeProvider.System, NullLoggerFactory.Instance, default);
            }, default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        foreach (var store in stores)
        {
            Assert.Empty(await store.Ledger.OpenAlertsAsync(default));
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        await _file.Database.DisposeAsync();
        await File.WriteAllTextAsync(_file.File, string.Concat(Enumerable.Repeat("这不是数据库", 1000)));
        var bytes = await File.ReadAllBytesAsync(_file.File);
        await RefusedAsync(_file.Folder, _file.File, "is not a database", "restore");
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_file.File));
    }

    [Fact]
    public async Task Damage_in_the_middle_of_the_file_is_named_when_it_is_met()
    {
        await IngestAsync(200);
        await _file.Database.DisposeAsync();
        var bytes = await File.ReadAllBytesAsync(_file.File);
        Array.Fill(bytes, (byte)0xA5, 8192, bytes.Length - 8192);
        await File.WriteAllBytesAsync(_file.File, bytes);
        var fault = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await using var store = await OpenAsync(_file.Folder);
            await store.Archive.SearchAsync(new PostQuery { Words = "高考" }, default);
            await store.Archive.IngestAsync(Some.Batch(Some.Post("new")), default);
        });
        Assert.Contains("is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Contains("restore", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_loses_nothing_and_the_next_try_goes_on_once_there_is_room()
    {
        await IngestAsync(10);
        await _file.Database.WriteAsync((c, t) => Limit(c, t, "page_count"), default);
        var fault = await Assert.ThrowsAsync<StoreException>(() => IngestAsync(500));
        Assert.Contains("the disk is full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await _file.Archive.SearchAsync(new PostQuery { Limit = 500 }, default)).Count);
        await _file.Database.WriteAsync((c, t) => Limit(c, t, "page_count + 100000"), default);
        Assert.Equal(490, (await IngestAsync(500)).Count);
    }

    [Fact]
    public async Task A_data_directory_that_is_a_file_is_refused() =>
        await RefusedAsync(_file.File, _file.File, "storage.directory");

    [Fact]
    public async Task A_folder_in_the_place_of_the_file_is_refused()
    {
        var folder = Path.Combine(_file.Folder, "other");
        Directory.CreateDirectory(Path.Combine(folder, "monitor.db"));
        await RefusedAsync(folder, "cannot be opened or created", "may write");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_or_file_without_write_permission_is_refused(bool existing)
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Permissions do not bind this user.");
        if (OperatingSystem.IsWindows()) return;
        var folder = Directory.CreateDirectory(Path.Combine(_file.Folder, "locked")).FullName;
        if (existing) await (await OpenAsync(folder)).DisposeAsync();
        if (existing) File.SetUnixFileMode(Path.Combine(folder, "monitor.db"), UnixFileMode.UserRead);
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await RefusedAsync(folder, folder, "write");
        }
        finally
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task A_backup_that_cannot_be_written_is_named_and_a_good_one_can_be_opened()
    {
        await IngestAsync(3);
        await using var store = await OpenAsync(_file.Folder);
        var target = Path.Combine(_file.Folder, "copy", "monitor.db");
        var fault = await Assert.ThrowsAsync<StoreException>(() => store.BackupAsync(target));
        Assert.Contains(target, fault.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        await store.BackupAsync(target);
        await store.BackupAsync(target);
        Assert.Equal(["monitor.db"], Directory.GetFiles(Path.GetDirectoryName(target)!).Select(Path.GetFileName));
        await using var copy = await OpenAsync(Path.GetDirectoryName(target)!);
        Assert.Equal("ok", await copy.IntegrityCheckAsync());
        Assert.Equal(3, (await copy.Archive.SearchAsync(new PostQuery(), default)).Count);
    }

    [Fact]
    public async Task Closing_twice_or_from_two_sides_is_harmless()
    {
        await using var store = await OpenAsync(_file.Folder);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await store.DisposeAsync())));
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Use_after_closing_says_so()
    {
        var store = await OpenAsync(_file.Folder);
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Archive.SearchAsync(new PostQuery(), default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Archive.IngestAsync(Some.Batch(), default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Ledger.SetSettingAsync("k", "v", default));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.IntegrityCheckAsync());
    }

    [Fact]
    public async Task Writers_waiting_while_it_closes_finish_or_are_told_and_none_hangs()
    {
        var entered = new TaskCompletionSource();
        using var leave = new ManualResetEventSlim();
        var first = Task.Run(() => _file.Database.WriteAsync((_, _) =>
        {
            entered.SetResult();
            leave.Wait();
        }, default));
        await entered.Task;
        var waiting = Enumerable.Range(0, 5).Select(i => _file.Ledger.SetSettingAsync($"{i}", "v", default)).ToList();
        var closing = _file.Database.DisposeAsync().AsTask();
        leave.Set();
        await first;
        await closing;
        foreach (var task in waiting) await Assert.ThrowsAsync<ObjectDisposedException>(() => task);
    }

    [Fact]
    public async Task A_clean_close_leaves_one_file()
    {
        await IngestAsync(10);
        await _file.Archive.SearchAsync(new PostQuery(), default);
        await _file.Database.DisposeAsync();
        Assert.Equal(["monitor.db"], Directory.GetFiles(_file.Folder).Select(Path.GetFileName));
    }

    private static async Task RefusedAsync(string folder, params string[] words)
    {
        var fault = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(folder));
        foreach (var word in words) Assert.Contains(word, fault.Message, StringComparison.Ordinal);
    }

    private static void Limit(Microsoft.Data.Sqlite.SqliteConnection connection, Microsoft.Data.Sqlite.SqliteTransaction transaction, string pages)
    {
        using var ask = connection.CreateCommand();
        ask.Transaction = transaction;
        ask.CommandText = $"SELECT {pages} FROM pragma_page_count";
        ask.CommandText = $"PRAGMA max_page_count = {ask.ExecuteScalar()}";
        ask.ExecuteNonQuery();
    }

    private Task<IReadOnlyList<string>> IngestAsync(int posts) =>
        _file.Archive.IngestAsync(Some.Batch([.. Enumerable.Range(0, posts).Select(i => Some.Post($"{i}", $"高考加油{i}"))]), default);

    private static Task<SqliteStore> OpenAsync(string folder) => SqliteStore.OpenAsync(folder, TimeProvider.System, NullLoggerFactory.Instance, default);
}
