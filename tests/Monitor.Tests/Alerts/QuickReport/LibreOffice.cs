using System.Diagnostics;
using Xunit;

namespace Monitor.Tests.Alerts.QuickReport;

/// <summary>A word processor that is not ours.</summary>
internal static class LibreOffice
{
    /// <summary>What it reads in the file, without spaces; the test skips where it is not installed.</summary>
    public static async Task<string> TextAsync(byte[] docx, CancellationToken ct)
    {
        var office = new[] { "/usr/bin/soffice", "/usr/bin/libreoffice", "/usr/local/bin/soffice" }.FirstOrDefault(File.Exists);
        if (office is null) Assert.Skip("LibreOffice is not installed (libreoffice-writer-nogui); the schema is checked in every run.");
        var home = Directory.CreateTempSubdirectory("office");
        try
        {
            var file = Path.Combine(home.FullName, "report.docx");
            await File.WriteAllBytesAsync(file, docx, ct);
            using var process = Process.Start(new ProcessStartInfo(office, ["-env:UserInstallation=file://" + home.FullName + "/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", home.FullName, file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await process.WaitForExitAsync(limit.Token);
            return Plain(await File.ReadAllTextAsync(Path.ChangeExtension(file, ".txt"), ct));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    public static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
