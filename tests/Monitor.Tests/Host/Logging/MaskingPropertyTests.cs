using CsCheck;
using Monitor.Host.Configuration.Binding;
using Monitor.Tests.Support;
using Serilog.Events;
using Xunit;

namespace Monitor.Tests.Host.Logging;

/// <summary>Secrets made by chance, planted in every place, sought in every form of every line.</summary>
public sealed class MaskingPropertyTests
{
    private static readonly Gen<string> Word = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"], 12, 40].Where(s => s.Any(char.IsAsciiLetterUpper));
    private static readonly Gen<string> Phone = Gen.Select(Gen.Int[13, 19], Gen.Int[0, 999_999_999], (head, tail) => $"{head}{tail:000000000}");
    private static readonly Gen<string> Card = Gen.Select(Gen.Int[110000, 659999], Gen.Int[1950, 2010], Gen.Int[1, 12], Gen.Int[1, 28], Gen.Int[0, 999], (place, year, month, day, number) => $"{place}{year}{month:00}{day:00}{number:000}X");
    private static readonly Gen<string> Ticket = Gen.Long[10_000_000, 99_999_999_999_999].Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What stands around the secret; {0} is where it is.</summary>
    private static readonly string[] Around =
    [
        "https://m.example.cn/ack/{0}", "GET /m/ack/{0}?x=1", "/digest/unsubscribe?t={0}", "https://x/send?key={0}&n=1", "https://x/robot/send?access_token={0}", "a=1&signature={0} end", "https://u:{0}@db/",
        "Host=db;Password={0};Database=x", "Pwd=\"{0}\"", "Authorization: Bearer {0}", "Authorization: {0}", "Bearer {0}.", "ApiKey {0}", "cookie: a={0}", "{{\"password\":\"{0}\"}}", "{{\"api_key\": \"{0}\"}}",
        "client_secret={0}", "https://open.feishu.cn/open-apis/bot/v2/hook/{0}", "secret: {0}", "[Authorization, Basic {0}]",
    ];

    private static readonly string[] Near = ["打给{0}吧", "tel {0}.", "号码：{0}，", "{0}", "?phone={0}&x=1", "{{\"p\":\"{0}\"}}", "a\n{0}\nb", "x={0};"];

    [Fact]
    public void No_secret_comes_out_of_any_line() => Check(Gen.Select(Word, One(Around)), 400);

    [Fact]
    public void No_number_of_a_person_comes_out_of_any_line() => Check(Gen.Select(Gen.OneOf(Phone, Card), One(Near)), 300);

    [Fact]
    public void No_number_of_a_candidate_comes_out_beside_its_word() => Check(Gen.Select(Ticket, One("准考证号：{0}", "考生号 {0} 缺考", "准考证{0}")), 200);

    [Fact]
    public void No_secret_that_the_config_names_comes_out_whatever_stands_around_it() => Gen.Select(Gen.String[Gen.Char[' ', '~'], 10, 30], Gen.String[Gen.Char[' ', '~'], 0, 20]).Sample((value, noise) =>
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, value);
        var secret = Secrets.Resolve("file:" + file, "/").Secret;
        File.Delete(file);
        if (secret is null || secret.Reveal().Length < 8) return;
        using var rig = new LogRig();
        Plant(rig, noise + secret.Reveal() + noise);
        Assert.DoesNotContain(secret.Reveal(), string.Concat(rig.Ecs.Select(Unescaped)), StringComparison.Ordinal);
    }, iter: 60, threads: 1);

    private static Gen<string> One(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static void Check(Gen<(string, string)> cases, int iterations) => cases.Sample((secret, around) =>
    {
        using var rig = new LogRig();
        Plant(rig, string.Format(System.Globalization.CultureInfo.InvariantCulture, around, secret));
        Assert.DoesNotContain(secret, rig.All, StringComparison.Ordinal);
        foreach (var line in rig.Ecs) EcsRules.Check(line);
    }, iter: LongRun.Of(iterations), threads: 1);

    private static void Plant(LogRig rig, string text)
    {
        var safe = text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
#pragma warning disable CA2254
        rig.Log.Information("words " + safe + " words");
        rig.Log.Information(text);
#pragma warning restore CA2254
        rig.Log.Information("{Text} {Url:l} {@Deep}", text, new Uri("https://x/").ToString() + " " + text, new { A = new { B = new[] { text } }, C = new Dictionary<string, string> { [text] = text } });
        rig.Log.ForContext("RequestPath", text).ForContext("Scope", new[] { text }).Warning("x {Missing} y");
        rig.Log.Write(LogEventLevel.Error, new AggregateException(text, new IOException(text, new FormatException(text))), "failed {Why}", text);
    }

    private static string Unescaped(string line) => string.Concat(Strings(System.Text.Json.JsonDocument.Parse(line).RootElement));

    private static IEnumerable<string> Strings(System.Text.Json.JsonElement e) =>
        e.ValueKind == System.Text.Json.JsonValueKind.Object ? e.EnumerateObject().SelectMany(p => Strings(p.Value)) : [e.ToString() + "\n"];
}
